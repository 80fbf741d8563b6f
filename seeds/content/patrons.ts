/** One patron of the standard seed. */
export interface SeedPatron {
  /** `P` and seven digits, unique. */
  cardNumber: string;
  username: string;
  firstName: string;
  lastName: string;
  /** Unique, ignoring case. Always in a domain reserved for examples (RFC 2606). */
  email: string;
  category: 'adult' | 'child' | 'student' | 'staff';
  role: 'patron' | 'librarian' | 'admin';
  /** The card has expired, so the patron may not borrow. */
  expired?: true;
  /** Why the patron may not borrow; absent for a patron in good standing. */
  blocked?: string;
  /** In clear text, for the three demo logins only. All other patrons cannot sign in. */
  password?: string;
}

/**
 * The patrons of the standard seed, all fictitious. The first three are the demo logins. One card has expired and one
 * patron is blocked, so that every refusal of a loan can be tried.
 */
export const patrons: readonly SeedPatron[] = [
  {
    cardNumber: 'P0000001',
    username: 'admin',
    firstName: 'Ada',
    lastName: 'Okonkwo',
    email: 'admin@example.org',
    category: 'staff',
    role: 'admin',
    password: 'admin-demo-password',
  },
  {
    cardNumber: 'P0000002',
    username: 'librarian',
    firstName: 'Lena',
    lastName: 'Bergström',
    email: 'librarian@example.org',
    category: 'staff',
    role: 'librarian',
    password: 'librarian-demo-password',
  },
  {
    cardNumber: 'P0000003',
    username: 'patron',
    firstName: 'Pablo',
    lastName: 'Quispe',
    email: 'patron@example.org',
    category: 'adult',
    role: 'patron',
    password: 'patron-demo-password',
  },
  {
    cardNumber: 'P0000004',
    username: 'tove',
    firstName: 'Tove',
    lastName: 'Lindqvist',
    email: 'tove.lindqvist@example.org',
    category: 'staff',
    role: 'librarian',
  },
  {
    cardNumber: 'P0000005',
    username: 'mateus',
    firstName: 'Mateus',
    lastName: 'Carvalho',
    email: 'mateus.carvalho@example.com',
    category: 'staff',
    role: 'librarian',
  },
  {
    cardNumber: 'P0000006',
    username: 'wanjiru',
    firstName: 'Wanjirũ',
    lastName: 'Kamau',
    email: 'wanjiru.kamau@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000007',
    username: 'haruka',
    firstName: 'Haruka',
    lastName: 'Ishida',
    email: 'haruka.ishida@example.com',
    category: 'student',
    role: 'patron',
  },
  {
    cardNumber: 'P0000008',
    username: 'siobhan',
    firstName: 'Siobhán',
    lastName: "O'Reilly",
    email: 'siobhan.oreilly@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000009',
    username: 'zeynep',
    firstName: 'Zeynep',
    lastName: 'Aydoğan',
    email: 'zeynep.aydogan@example.com',
    category: 'student',
    role: 'patron',
  },
  {
    cardNumber: 'P0000010',
    username: 'jeanluc',
    firstName: 'Jean-Luc',
    lastName: 'Thévenot',
    email: 'jean-luc.thevenot@example.com',
    category: 'adult',
    role: 'patron',
    expired: true,
  },
  {
    cardNumber: 'P0000011',
    username: 'nguyenan',
    firstName: 'An',
    lastName: 'Nguyễn',
    email: 'an.nguyen@example.com',
    category: 'student',
    role: 'patron',
  },
  {
    cardNumber: 'P0000012',
    username: 'katarzyna',
    firstName: 'Katarzyna',
    lastName: 'Wójtowicz',
    email: 'katarzyna.wojtowicz@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000013',
    username: 'omar',
    firstName: 'Omar',
    lastName: 'Haddad',
    email: 'omar.haddad@example.com',
    category: 'adult',
    role: 'patron',
    blocked: 'Two books have been missing since the spring; please come to the desk.',
  },
  {
    cardNumber: 'P0000014',
    username: 'leilani',
    firstName: 'Leilani',
    lastName: 'Kealoha',
    email: 'leilani.kealoha@example.com',
    category: 'child',
    role: 'patron',
  },
  {
    cardNumber: 'P0000015',
    username: 'arjun',
    firstName: 'Arjun',
    lastName: 'Deshpande',
    email: 'arjun.deshpande@example.com',
    category: 'student',
    role: 'patron',
  },
  {
    cardNumber: 'P0000016',
    username: 'ingrid',
    firstName: 'Ingrid',
    lastName: 'Sæther',
    email: 'ingrid.saether@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000017',
    username: 'kofi',
    firstName: 'Kofi',
    lastName: 'Asante',
    email: 'kofi.asante@example.com',
    category: 'child',
    role: 'patron',
  },
  {
    cardNumber: 'P0000018',
    username: 'ximena',
    firstName: 'Ximena',
    lastName: 'Ibáñez Duarte',
    email: 'ximena.ibanez@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000019',
    username: 'emil',
    firstName: 'Emil',
    lastName: 'Grünwald',
    email: 'emil.gruenwald@example.com',
    category: 'child',
    role: 'patron',
  },
  {
    cardNumber: 'P0000020',
    username: 'mila',
    firstName: 'Mila',
    lastName: 'Petrović',
    email: 'mila.petrovic@example.com',
    category: 'child',
    role: 'patron',
  },
  {
    cardNumber: 'P0000021',
    username: 'aroha',
    firstName: 'Aroha',
    lastName: 'Ngata',
    email: 'aroha.ngata@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000022',
    username: 'daniyar',
    firstName: 'Daniyar',
    lastName: 'Seitkali',
    email: 'daniyar.seitkali@example.com',
    category: 'student',
    role: 'patron',
  },
  {
    cardNumber: 'P0000023',
    username: 'giulia',
    firstName: 'Giulia',
    lastName: 'De Santis',
    email: 'giulia.desantis@example.com',
    category: 'adult',
    role: 'patron',
  },
  {
    cardNumber: 'P0000024',
    username: 'tomas',
    firstName: 'Tomáš',
    lastName: 'Dvořáček',
    email: 'tomas.dvoracek@example.com',
    category: 'child',
    role: 'patron',
  },
];
