import { firstOfNames, subjectCount } from './library-words.js';

/** The size of a library. */
export interface LibrarySize {
  readonly books: number;
  readonly patrons: number;
  /** Closed loans. */
  readonly loans: number;
}

/** The password of every patron, and its hash as the service makes it. */
export const libraryPassword = 'a reader of ten million books';
const passwordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$c2hlbGZsaWZlLWJlbmNoMQ$xTEfYt579p/Y0njJq5fi8P+dBlC/t51BB/RhltDvu8I';

/** For ten books in a row, the book of each of their twenty copies: one to four copies each, two on average. */
const bookOfCopy = [1, 2, 2, 3, 4, 4, 4, 5, 5, 6, 7, 7, 7, 7, 8, 8, 9, 10, 10, 10];
/** The number of copies before each of them; the last ten books may be incomplete. */
const copiesUpTo = [0, 1, 3, 4, 7, 9, 10, 14, 16, 17];
const bookOf = (copy: string): string =>
  `(${copy} / 20 * 10 + (array[${bookOfCopy.join(',')}])[${copy} % 20 + 1])`;

const barcodeOf = (copy: string): string => `'C' || lpad((${copy} + 1)::text, 8, '0')`;

/** Values derived from the size: the copies, the open loans, and the events that are kept. */
export interface Extent extends LibrarySize {
  readonly copies: number;
  readonly open: number;
  /** One of this many copies is on loan. */
  readonly stride: number;
  readonly events: number;
}

export function extentOf(size: LibrarySize): Extent {
  const copies = Math.floor(size.books / 10) * 20 + (copiesUpTo[size.books % 10] ?? 0);
  const open = Math.min(size.patrons, Math.floor(copies / 4));
  const stride = open > 0 ? Math.floor(copies / open) : 1;
  return { ...size, copies, open, stride, events: Math.min(size.loans, 1_000_000) };
}

/** The first is an admin, the second a librarian. One in ten keeps a history of their loans. */
export const patrons = ({ patrons: count }: Extent): string => `
  insert into patron (id, card_number, username, first_name, last_name, email, password_hash, role, category,
                      keeps_history, created_at, updated_at)
  overriding system value
  select n, 'P' || lpad(n::text, 7, '0'), 'patron' || n, pg_temp.first_name(n), initcap(pg_temp.word(name)),
         'patron' || n || '@example.org', '${passwordHash}',
         case n when 1 then 'admin' when 2 then 'librarian' else 'patron' end,
         (array['adult', 'adult', 'student', 'adult', 'child'])[n % 5 + 1], n % 10 = 0, joined, joined
  from (select n, pg_temp.rank(n, 62, ${firstOfNames}) as name,
               current_date - make_interval(days => pg_temp.below(n, 61, 7000) + 200) as joined
        from (select generate_series(1, ${count}::bigint) as n) as numbers offset 0) as people`;

/**
 * Nine of ten have an ISBN. Half of them are younger than 36 years. They were added one after the other. A value that
 * is used more than once is computed in an inner select.
 */
export const books = ({ books: count }: Extent): string => `
  insert into book (id, title, subtitle, contributors, isbn, isbn13, publisher, year, language, subjects,
                    revision, created_at, updated_at)
  overriding system value
  select n, ${title}, case when n % 6 = 0 then initcap(b || ' and ' || a) end,
         case when n % 8 = 0
           then jsonb_build_array(jsonb_build_object('name', author, 'role', 'author'),
                                  jsonb_build_object('name', translator, 'role', 'translator'))
           else jsonb_build_array(jsonb_build_object('name', author, 'role', 'author')) end,
         isbn, isbn, case when n % 15 > 0 then pg_temp.publisher(n) end,
         case when n % 40 > 0 then 2026 - floor(577 * power(pg_temp.drawn(n, 11), 4))::integer end,
         case when n % 30 > 0 then pg_temp.language_of(n) end,
         pg_temp.subjects(n, first_subject), 1, added, added
  from (select n, pattern, isbn, first_subject, added, pg_temp.word(a) as a, pg_temp.word(b) as b,
               pg_temp.word(c) as c, pg_temp.word(d) as d, pg_temp.word(e) as e,
               pg_temp.first_name(author) || ' ' || initcap(pg_temp.word(last_name)) as author,
               case when n % 8 = 0 then pg_temp.first_name(n) || ' ' || initcap(pg_temp.word(another)) end as translator
        from (select n, author, pg_temp.below(n, 1, 20) as pattern, pg_temp.rank(n, 2) as a, pg_temp.rank(n, 3) as b,
                     pg_temp.rank(n, 4) as c, pg_temp.rank(n, 5) as d, pg_temp.rank(n, 6) as e,
                     pg_temp.rank(author, 22, ${firstOfNames}) as last_name,
                     pg_temp.rank(author, 23, ${firstOfNames}) as another,
                     case when n % 10 > 0 then pg_temp.isbn(n) end as isbn,
                     floor(${subjectCount} * power(pg_temp.drawn(n, 12), 2))::integer as first_subject,
                     current_date - make_interval(secs => (${count} - n + 1) * 788400000.0::float8 / ${count}) as added
              from (select n, pg_temp.below(n, 13, ${Math.max(Math.floor(count / 3), 100)})::bigint as author
                    from (select generate_series(1, ${count}::bigint) as n) as numbers offset 0) as numbers
              offset 0) as numbers
        offset 0) as described`;

const title = `initcap(case pattern
    when 0 then concat('the ', a, ' and the ', b)
    when 1 then concat('a ', a, ' ', b, ' of ', c)
    when 2 then concat(a, ' ', b, ', ', c, ' and ', d)
    when 3 then concat('my ', a, ' in ', b)
    when 4 then concat(a, ' ', b, ' ', c, ' ', d, ' ', e)
    when 5 then concat('the ', a, ' of the ', b, ' ', c)
    when 6 then concat('the ', a, ' of ', b)
    when 7 then concat('the ', a, ' of ', b)
    when 8 then concat('the ', a, ' ', b)
    when 9 then concat('the ', a, ' ', b)
    when 10 then concat(a, ' ', b)
    when 11 then concat(a, ' and ', b)
    else concat(a, ' ', b, ' ', c) end)`;

/** Most are available; those on loan are spread evenly. */
export const copies = ({ copies: count, open, stride }: Extent): string => `
  insert into copy (id, book_id, barcode, kind, status, call_number, shelf, created_at)
  overriding system value
  select k + 1, book_id, ${barcodeOf('k')}, 'standard',
         case when k % ${stride} = ${stride - 1} and k / ${stride} < ${open} then 'on_loan'
           else coalesce((array['in_process', 'in_repair', 'missing', 'lost', 'withdrawn'])
                         [pg_temp.below(k, 51, 150) + 1], 'available') end,
         case when k % 2 = 0 then pg_temp.below(book_id, 52, 1000) || '.' || pg_temp.below(book_id, 53, 100) end,
         pg_temp.shelf(book_id), current_date - interval '1 year'
  from (select k, ${bookOf('k')} as book_id
        from (select generate_series(0, ${count - 1}::bigint) as k) as numbers offset 0) as shelved`;

const terms = '{"loanDays": 21, "renewalsMax": 2, "loansMax": 5, "holdsMax": 5, "closedWeekdays": []}';

/**
 * Twenty years of loans in order of time, the last one a month ago. Some copies are lent more often than others. The
 * loans of the first 12 years have no patron, except those of patrons who keep a history.
 */
export const closedLoans = ({ loans, copies: count, patrons: people }: Extent): string => `
  insert into loan (id, copy_id, copy_barcode, book_id, patron_id, out_at, due_at, closed_at, close_reason, renewals, terms)
  overriding system value
  select n, k + 1, ${barcodeOf('k')}, ${bookOf('k')}, case when n > ${Math.floor(loans * 0.6)} or patron % 10 = 0 then patron end,
         out_at, date_trunc('day', out_at) + interval '22 days -1 second',
         out_at + make_interval(hours => 5 + pg_temp.below(n, 73, 600)),
         case when n % 500 = 0 then 'lost' else 'returned' end, case when n % 7 = 0 then 1 else 0 end, '${terms}'
  from (select n, floor(${count} * power(pg_temp.drawn(n, 71), 1.5))::bigint * 7919 % ${count} as k,
               1 + floor(${people} * power(pg_temp.drawn(n, 72), 1.2))::bigint as patron,
               current_date - interval '30 days' - make_interval(
                 secs => (${loans} - n) * 630720000.0::float8 / ${loans}) as out_at
        from (select generate_series(1, ${loans}::bigint) as n) as numbers offset 0) as past`;

/** One of ten is overdue. Two fifths of the patrons have no loan, some of the others have two. */
export const openLoans = ({ loans, open, stride, patrons: people }: Extent): string => `
  insert into loan (id, copy_id, copy_barcode, book_id, patron_id, out_at, due_at, renewals, terms)
  overriding system value
  select ${loans} + n, k + 1, ${barcodeOf('k')}, ${bookOf('k')}, 1 + n * 17 % ${Math.ceil(people * 0.6)}, out_at,
         date_trunc('day', out_at) + interval '22 days -1 second', 0, '${terms}'
  from (select n, n * ${stride} - 1 as k,
               current_date - make_interval(days => case when n % 10 = 0 then 23 + n / 10 % 20 else 1 + n % 19 end::integer,
                                            hours => -10) as out_at
        from (select generate_series(1, ${open}::bigint) as n) as numbers offset 0) as present`;

/** The audit events of the last loans, and their delivered outbox events of the days for which those are kept. */
export const events = ({ loans, events: count }: Extent): readonly string[] => [
  `insert into audit_event (at, action, subject_type, subject_id, actor_id, actor_role, request_id, details)
   select closed_at, 'circulation.loan_returned', 'loan', id, 2, 'librarian', 'filled-' || id,
          jsonb_build_object('copyId', copy_id, 'bookId', book_id)
   from loan where id > ${loans - count} and id <= ${loans} order by id`,
  `insert into outbox_event (at, name, aggregate_type, aggregate_id, payload, attempts, retry_at, delivered_at)
   select closed_at, 'circulation.loan_returned', 'loan', id,
          jsonb_build_object('loanId', id, 'copyId', copy_id, 'bookId', book_id), 1, closed_at,
          current_date - make_interval(mins => (id % 8000)::integer)
   from loan where id > ${loans - count} and id <= ${loans} and id % 4 = 0 order by id`,
];

/** Sets the sequences, so that new rows get new ids. */
export const counters = ({ books: count, patrons: people, copies: shelved, loans, open }: Extent): string => `
  select setval(pg_get_serial_sequence('book', 'id'), ${count}),
         setval(pg_get_serial_sequence('copy', 'id'), ${shelved}), setval('copy_barcode', ${shelved}),
         setval(pg_get_serial_sequence('patron', 'id'), ${people}), setval('patron_card_number', ${people}),
         setval(pg_get_serial_sequence('loan', 'id'), ${loans + open})`;
