import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Databases } from '../sides/databases.js';
import { runCli, startSide } from '../sides/side.js';
import { someBook, type NewBook } from './books.js';
import { dayMs, demo, Desk } from './desk.js';
import { fillLoans } from './loans.js';
import { someChange, somePatron } from './patrons.js';
import { Random } from './random.js';

/** How many of each kind are added to the standard content. */
const size = { imported: 900, books: 150, corrected: 80, patrons: 320, readers: 30, clerks: 8, links: 60 };

/** When the library is filled. The requests that are compared begin 60 days later. */
const begin = Date.parse('2026-09-07T08:00:00.123Z');
const days = 60;

/** When the first request is sent that is compared. */
export const opening = begin + (days + 1) * dayMs + 4_567;

/** The password of all readers that can sign in, besides the demo logins. */
export const readersPassword = 'a long and quiet evening';
export const readers = addresses('reader', size.readers);
/** Librarians with the same password. */
export const clerks = addresses('clerk', size.clerks);

function addresses(who: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `evening.${who}${index}@example.org`);
}

/** Secrets of links that were mailed. The library stores them hashed. */
export const links = (purpose: 'reset' | 'verification'): string[] =>
  Array.from(
    { length: size.links },
    (_, index) => `sll_of-the-differential-replay-${purpose}-${index}-padded`,
  );

/** Fills an empty database with books, patrons and loans through a release: its command line and its API. */
export async function fillLibrary(dist: string, databases: Databases, seed: number): Promise<string> {
  const url = await databases.create();
  const random = new Random(seed);
  await runCli(dist, url, begin, ['db', 'migrate']);
  await runCli(dist, url, begin, ['db', 'seed']);
  await importBooks(dist, url, random);
  await addPolicies(databases, url);
  const side = await startSide(dist, url, begin);
  try {
    const desk = new Desk(side.line, begin + 60_000);
    await desk.signIn();
    const barcodes = await addBooks(desk, random);
    const patrons = await addPatrons(desk, random);
    await registerReaders(desk);
    await correctBooks(desk, random);
    await fillLoans(desk, random, { barcodes, patrons, days });
  } finally {
    await side.stop();
  }
  await addLinks(databases, url);
  return url;
}

const importedColumns = ['title', 'contributors', 'isbn', 'year', 'language', 'subjects', 'barcode'];

/** Many books of one import have the same time. */
async function importBooks(dist: string, url: string, random: Random): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-import-'));
  const file = path.join(folder, 'books.csv');
  const rows = Array.from({ length: size.imported }, (_, index) => rowOf(someBook(random), index, random));
  await writeFile(file, `${importedColumns.join(',')}\n${rows.join('\n')}\n`);
  const columns = importedColumns.map((name) => `${name}=${name}`).join(',');
  await runCli(dist, url, begin + 30_000, ['import', file, '--columns', columns]);
  await rm(folder, { recursive: true });
}

function rowOf(
  { title, contributors, isbn, year, language, subjects }: NewBook,
  index: number,
  random: Random,
) {
  const names = contributors?.map(({ name }) => name).join('; ');
  const cells = [
    title,
    names,
    isbn,
    year?.toString(),
    language,
    subjects?.join('; '),
    `D${String(index).padStart(6, '0')}`,
  ];
  const last = random.chance(85) ? cells : [...cells.slice(0, -1), ''];
  return last.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(',');
}

/** Policies are rows that operators write; the library has no API for them. */
function addPolicies(databases: Databases, url: string): Promise<void> {
  return databases.execute(
    url,
    `update policy set closed_weekdays = '{7}' where patron_category = '*' and copy_kind = '*';
     update policy set closed_weekdays = '{1,2}', loans_max = 2 where patron_category = 'child';
     insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max, closed_weekdays)
     values ('student', 'short_loan', 7, 1, 2, 2, '{6,7}'), ('*', 'reference', 1, 0, 1, 0, '{}')`,
  );
}

async function addBooks(desk: Desk, random: Random): Promise<string[]> {
  const barcodes: string[] = [];
  for (let number = 0; number < size.books; number++) {
    desk.at += random.pick([0, 0, 1, 250, 999]);
    const { id } = await desk.ask('POST', '/v2/books', someBook(random));
    for (let copy = random.between(0, 3); copy > 0; copy--) {
      const kind = random.pick(['standard', 'standard', 'short_loan', 'reference']);
      const shelf = random.chance(50) ? { shelf: 'Novels 4', callNumber: `${number}.${copy} DOS` } : {};
      const barcode = `${random.pick(['C', 'c'])}9${number}-${copy}`;
      await desk.ask('POST', `/v2/books/${String(id)}/copies`, { barcode, kind, ...shelf });
      barcodes.push(barcode);
    }
  }
  return [...barcodes, ...Array.from({ length: 200 }, (_, index) => `D${String(index).padStart(6, '0')}`)];
}

async function addPatrons(desk: Desk, random: Random): Promise<string[]> {
  const patrons: string[] = [];
  for (let number = 0; number < size.patrons; number++) {
    desk.at += random.pick([0, 1, 1, 777]);
    const { id } = await desk.ask('POST', '/v2/desk/patrons', somePatron(random, number, desk.at));
    patrons.push(String(id));
    const change = someChange(random, desk.at);
    if (change) await desk.edit(`/v2/patrons/${String(id)}`, change);
    else if (random.chance(4)) await desk.ask('DELETE', `/v2/patrons/${String(id)}`);
  }
  return patrons;
}

async function registerReaders(desk: Desk): Promise<void> {
  for (const [index, email] of [...readers, ...clerks].entries()) {
    desk.at += 3;
    const named = { firstName: 'Eve', lastName: null };
    const { id } = await desk.ask('POST', '/v2/patrons', {
      username: `evening${index}`,
      email,
      password: readersPassword,
      ...named,
    });
    if (clerks.includes(email)) await desk.edit(`/v2/patrons/${String(id)}`, { role: 'librarian' });
  }
}

/** Books whose last change is in another order than their arrival. */
async function correctBooks(desk: Desk, random: Random): Promise<void> {
  const { data } = await desk.ask('GET', '/v2/books?limit=200&sort=-createdAt');
  const newest = data as { id: string }[];
  for (const { id } of random.some(newest, size.corrected)) {
    desk.at += random.pick([0, 1, 250]);
    await desk.edit(`/v2/books/${id}`, { subtitle: 'Corrected' });
  }
}

/** Most addresses of readers count as verified, except those that a link is there for. */
async function addLinks(databases: Databases, url: string): Promise<void> {
  await databases.execute(
    url,
    `update patron set email_verified = id % 3 <> 0 where username like 'evening%'`,
  );
  await databases.execute(
    url,
    `update patron set email_verified = false where id % 5 = 0 and username like 'reader%'`,
  );
  const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url');
  for (const purpose of ['reset', 'verification'] as const) {
    await databases.execute(
      url,
      `insert into account_link (hash, patron_id, purpose, email, expires_at)
       select secret.hash, patron.id, $2, case when $2 = 'verification' then case when number % 10 = 0 then $4 else patron.email end end, $3::timestamptz
       from unnest($1::text[]) with ordinality secret (hash, number)
       join (select id, email, row_number() over (order by id) number from patron
             where username like 'reader%' and email is not null and closed_at is null) patron using (number)`,
      [links(purpose).map(hash), purpose, new Date(opening + 100 * dayMs), demo('patron').email],
    );
  }
}
