/** A loan of the standard seed. Patron and book are found by their natural keys. */
export interface SeedLoan {
  /** E-mail address of the patron. */
  readonly patron: string;
  /** ISBN-13 of the book, without hyphens. */
  readonly isbn: string;
  /** Number of the copy among the copies of the book, counted from 1. */
  readonly copy: number;
  /** Days since the loan was made. */
  readonly out: number;
  /** Days from the loan to the return; absent for an open loan. */
  readonly kept?: number;
  /** Days from the loan to the renewal. */
  readonly renewed?: number;
}

/**
 * Eighteen open loans: some fall due in the next days, and six are overdue. The demo patron has one of each kind and
 * may borrow three more. Both copies of Persepolis are on loan; the blocked patron has two books.
 */
const open: readonly SeedLoan[] = [
  { patron: 'patron@example.org', isbn: '9780441013593', copy: 1, out: 6 },
  { patron: 'wanjiru.kamau@example.com', isbn: '9781400044160', copy: 1, out: 20 },
  { patron: 'haruka.ishida@example.com', isbn: '9780262033848', copy: 1, out: 27 },
  { patron: 'haruka.ishida@example.com', isbn: '9780262510875', copy: 1, out: 5 },
  { patron: 'siobhan.oreilly@example.com', isbn: '9780156001311', copy: 1, out: 19 },
  { patron: 'zeynep.aydogan@example.com', isbn: '9781449373320', copy: 3, out: 1 },
  { patron: 'tove.lindqvist@example.org', isbn: '9780142437148', copy: 1, out: 30 },
  { patron: 'leilani.kealoha@example.com', isbn: '9780142410370', copy: 1, out: 13 },
  { patron: 'mila.petrovic@example.com', isbn: '9782070612758', copy: 1, out: 4 },
  { patron: 'katarzyna.wojtowicz@example.com', isbn: '9780156027601', copy: 1, out: 30, renewed: 15 },
  { patron: 'ximena.ibanez@example.com', isbn: '9780802133908', copy: 1, out: 9 },
  { patron: 'giulia.desantis@example.com', isbn: '9780375714573', copy: 1, out: 2 },
  // Overdue.
  { patron: 'patron@example.org', isbn: '9780547928227', copy: 1, out: 30 },
  { patron: 'omar.haddad@example.com', isbn: '9780394747231', copy: 1, out: 85 },
  { patron: 'omar.haddad@example.com', isbn: '9780618249060', copy: 2, out: 85 },
  { patron: 'kofi.asante@example.com', isbn: '9780747532699', copy: 1, out: 20 },
  { patron: 'daniyar.seitkali@example.com', isbn: '9780465026562', copy: 1, out: 31 },
  { patron: 'jean-luc.thevenot@example.com', isbn: '9780375714573', copy: 2, out: 45 },
];

/** Sixty loans of the past year; a few were returned late. */
const past: readonly SeedLoan[] = [
  { patron: 'haruka.ishida@example.com', isbn: '9780547928227', copy: 2, out: 351, kept: 25 },
  { patron: 'mila.petrovic@example.com', isbn: '9780747532699', copy: 2, out: 344, kept: 12 },
  { patron: 'jean-luc.thevenot@example.com', isbn: '9780062316097', copy: 1, out: 344, kept: 4 },
  { patron: 'mila.petrovic@example.com', isbn: '9780142410370', copy: 2, out: 342, kept: 11 },
  { patron: 'aroha.ngata@example.com', isbn: '9781400033416', copy: 1, out: 336, kept: 8 },
  { patron: 'emil.gruenwald@example.com', isbn: '9782070612758', copy: 2, out: 334, kept: 17 },
  { patron: 'jean-luc.thevenot@example.com', isbn: '9780451524935', copy: 1, out: 331, kept: 7 },
  { patron: 'an.nguyen@example.com', isbn: '9780553380163', copy: 1, out: 327, kept: 21 },
  { patron: 'arjun.deshpande@example.com', isbn: '9780132350884', copy: 1, out: 325, kept: 23 },
  { patron: 'tomas.dvoracek@example.com', isbn: '9780399226908', copy: 1, out: 322, kept: 21 },
  { patron: 'aroha.ngata@example.com', isbn: '9780061120084', copy: 1, out: 312, kept: 13 },
  { patron: 'omar.haddad@example.com', isbn: '9780679734505', copy: 1, out: 308, kept: 15 },
  { patron: 'daniyar.seitkali@example.com', isbn: '9780441013593', copy: 2, out: 307, kept: 6 },
  { patron: 'katarzyna.wojtowicz@example.com', isbn: '9780141439518', copy: 1, out: 307, kept: 18 },
  { patron: 'wanjiru.kamau@example.com', isbn: '9780385474542', copy: 1, out: 299, kept: 19 },
  { patron: 'ximena.ibanez@example.com', isbn: '9780307474728', copy: 1, out: 295, kept: 18 },
  { patron: 'arjun.deshpande@example.com', isbn: '9780747532699', copy: 2, out: 273, kept: 4 },
  { patron: 'ingrid.saether@example.com', isbn: '9780547928227', copy: 2, out: 269, kept: 28 },
  { patron: 'leilani.kealoha@example.com', isbn: '9780333710937', copy: 1, out: 256, kept: 9 },
  { patron: 'giulia.desantis@example.com', isbn: '9780374275631', copy: 1, out: 250, kept: 21 },
  { patron: 'patron@example.org', isbn: '9780679734505', copy: 1, out: 246, kept: 11 },
  { patron: 'ximena.ibanez@example.com', isbn: '9780141439518', copy: 1, out: 243, kept: 19 },
  { patron: 'wanjiru.kamau@example.com', isbn: '9780441013593', copy: 2, out: 240, kept: 19 },
  { patron: 'mateus.carvalho@example.com', isbn: '9780307474728', copy: 1, out: 235, kept: 21 },
  { patron: 'emil.gruenwald@example.com', isbn: '9780747532699', copy: 2, out: 230, kept: 8 },
  { patron: 'librarian@example.org', isbn: '9780061120084', copy: 1, out: 219, kept: 26 },
  { patron: 'an.nguyen@example.com', isbn: '9780765377067', copy: 1, out: 216, kept: 5 },
  { patron: 'aroha.ngata@example.com', isbn: '9782070612758', copy: 2, out: 203, kept: 19 },
  { patron: 'giulia.desantis@example.com', isbn: '9780747532699', copy: 2, out: 188, kept: 14 },
  { patron: 'an.nguyen@example.com', isbn: '9780451524935', copy: 1, out: 181, kept: 20 },
  { patron: 'giulia.desantis@example.com', isbn: '9780141439518', copy: 1, out: 179, kept: 17 },
  { patron: 'omar.haddad@example.com', isbn: '9781400033416', copy: 1, out: 178, kept: 8 },
  { patron: 'zeynep.aydogan@example.com', isbn: '9780441013593', copy: 2, out: 172, kept: 18 },
  { patron: 'kofi.asante@example.com', isbn: '9780333710937', copy: 1, out: 171, kept: 8 },
  { patron: 'arjun.deshpande@example.com', isbn: '9780553380163', copy: 1, out: 170, kept: 17 },
  { patron: 'tove.lindqvist@example.org', isbn: '9780062316097', copy: 1, out: 162, kept: 22 },
  { patron: 'tomas.dvoracek@example.com', isbn: '9780547928227', copy: 2, out: 161, kept: 8 },
  { patron: 'leilani.kealoha@example.com', isbn: '9780747532699', copy: 2, out: 138, kept: 11 },
  { patron: 'zeynep.aydogan@example.com', isbn: '9780679734505', copy: 1, out: 137, kept: 29 },
  { patron: 'kofi.asante@example.com', isbn: '9780399226908', copy: 1, out: 137, kept: 8 },
  { patron: 'patron@example.org', isbn: '9780441013593', copy: 2, out: 129, kept: 25 },
  { patron: 'patron@example.org', isbn: '9780375714573', copy: 1, out: 117, kept: 17 },
  { patron: 'ingrid.saether@example.com', isbn: '9780451524935', copy: 1, out: 114, kept: 4 },
  { patron: 'siobhan.oreilly@example.com', isbn: '9780061120084', copy: 1, out: 102, kept: 14 },
  { patron: 'aroha.ngata@example.com', isbn: '9780547928227', copy: 2, out: 100, kept: 20 },
  { patron: 'katarzyna.wojtowicz@example.com', isbn: '9780679734505', copy: 1, out: 91, kept: 9 },
  { patron: 'giulia.desantis@example.com', isbn: '9780307474728', copy: 1, out: 83, kept: 16 },
  { patron: 'tomas.dvoracek@example.com', isbn: '9780747532699', copy: 2, out: 72, kept: 10 },
  { patron: 'jean-luc.thevenot@example.com', isbn: '9782070360024', copy: 1, out: 63, kept: 7 },
  { patron: 'ingrid.saether@example.com', isbn: '9780141439518', copy: 1, out: 62, kept: 6 },
  { patron: 'tomas.dvoracek@example.com', isbn: '9780142410370', copy: 2, out: 57, kept: 7 },
  { patron: 'siobhan.oreilly@example.com', isbn: '9780441013593', copy: 2, out: 54, kept: 25 },
  { patron: 'mateus.carvalho@example.com', isbn: '9780385474542', copy: 1, out: 49, kept: 16 },
  { patron: 'emil.gruenwald@example.com', isbn: '9780399226908', copy: 1, out: 42, kept: 8 },
  { patron: 'siobhan.oreilly@example.com', isbn: '9780747532699', copy: 2, out: 40, kept: 11 },
  { patron: 'zeynep.aydogan@example.com', isbn: '9780141439471', copy: 1, out: 39, kept: 32 },
  { patron: 'daniyar.seitkali@example.com', isbn: '9780547928227', copy: 2, out: 37, kept: 5 },
  { patron: 'mila.petrovic@example.com', isbn: '9782070612758', copy: 2, out: 35, kept: 4 },
  { patron: 'daniyar.seitkali@example.com', isbn: '9780765377067', copy: 1, out: 34, kept: 26 },
  { patron: 'haruka.ishida@example.com', isbn: '9780132350884', copy: 1, out: 25, kept: 7 },
];

/** All loans of the standard seed, oldest first. */
export const loans: readonly SeedLoan[] = [...past, ...open].toSorted((a, b) => b.out - a.out);
