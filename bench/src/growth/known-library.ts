import type { Client } from 'pg';
import { JwtTokens } from '../../../src/infrastructure/accounts/jwt-tokens.js';
import { SystemClock } from '../../../src/infrastructure/kernel/runtime/system-clock.js';
import { Cursors } from '../../../src/interface/kernel/answer/cursor.js';
import { toId } from '../../../src/interface/v2/ids.js';

export const sorts = ['id', 'title', '-year', 'created'] as const;
type Sort = (typeof sorts)[number];

/** Search words for a certain book. */
interface Words {
  /** The longest word of its title, and the last name of its author. */
  readonly right: string;
  /** The same with a typing error in the name. */
  readonly misspelt: string;
  /** The name, and a word that every seventh book has. */
  readonly broad: string;
}

/** The values that requests are made of: enough of each that no request is sent twice. */
export interface KnownLibrary {
  readonly books: number;
  readonly patrons: number;
  readonly events: number;
  readonly words: readonly Words[];
  /** A word that every seventh book has, and a name: a few books have both. */
  readonly rare: readonly string[];
  /** For each order, cursors after 70 to 97 % of the books. */
  readonly cursors: Readonly<Record<Sort, readonly string[]>>;
  /** Of copies that are available. */
  readonly barcodes: readonly string[];
  /** Patrons of v2 with no open loan. */
  readonly borrowers: readonly string[];
  readonly librarian: string;
  /** Tokens of patrons. */
  readonly readers: readonly string[];
}

const sampleSize = 6_000;

/** The sort keys of v2 and their SQL. */
const orders: Readonly<
  Record<Sort, { readonly list: string; readonly key: string; readonly order: string }>
> = {
  id: { list: 'books id', key: 'jsonb_build_array(id)', order: 'id' },
  title: {
    list: 'books title',
    key: 'jsonb_build_array(left(fold(title), 200), id)',
    order: 'left(fold(title), 200), id',
  },
  '-year': { list: 'books -year', key: 'jsonb_build_array(year, id)', order: 'year desc nulls last, id' },
  created: { list: 'books created', key: 'jsonb_build_array(created_at, id)', order: 'created_at, id' },
};

export async function explore(client: Client, secret: string): Promise<KnownLibrary> {
  const [books, patrons, copies] = [
    await count(client, 'book'),
    await count(client, 'patron'),
    await count(client, 'copy'),
  ];
  const sample = spread(books, sampleSize);
  const tokens = new JwtTokens([secret], new SystemClock());
  const barcodes = await client.query<{ barcode: string }>(
    `select barcode from copy where id = any ($1) and status = 'available' order by md5(barcode)`,
    [spread(copies, sampleSize)],
  );
  const borrowers = await client.query<{ id: string }>(
    `select id from patron where id = any ($1) and role = 'patron'
       and not exists (select from loan where patron_id = patron.id and closed_at is null) order by md5(id::text)`,
    [spread(patrons, sampleSize)],
  );
  const words = await wordsOf(client, sample);
  return {
    books,
    patrons,
    events: await count(client, 'audit_event'),
    words,
    rare: await withFewBooks(
      client,
      words.map(({ broad }) => broad),
    ),
    cursors: await cursorsOf(client, sample, new Cursors([secret])),
    barcodes: barcodes.rows.map(({ barcode }) => barcode),
    borrowers: borrowers.rows.map(({ id }) => toId('patron', Number(id))),
    librarian: tokens.issue({ patronId: 2, role: 'librarian', generation: 1 }, 3_600).token,
    readers: spread(patrons, 1_000)
      .filter((id) => id > 2)
      .map((patronId) => tokens.issue({ patronId, role: 'patron', generation: 1 }, 3_600).token),
  };
}

async function count(client: Client, table: 'book' | 'patron' | 'copy' | 'audit_event'): Promise<number> {
  const { rows } = await client.query<{ last: string }>(`select max(id) as last from ${table}`);
  return Number(rows[0]?.last);
}

/** Distinct numbers from all over 1 to `top`, in pseudo-random order. */
function spread(top: number, size: number): number[] {
  const found = Array.from({ length: Math.min(top, size) }, (_, at) => 1 + ((at * 7_368_787) % top));
  return [...new Set(found)];
}

async function cursorsOf(
  client: Client,
  sample: readonly number[],
  cursors: Cursors,
): Promise<KnownLibrary['cursors']> {
  const found = new Map<Sort, string[]>();
  for (const sort of sorts) {
    const { list, key, order } = orders[sort];
    const { rows } = await client.query<{ place: (string | number | null)[] }>(
      `select ${key} as place from book where id = any ($1) order by ${order}`,
      [sample],
    );
    const deep = rows.slice(Math.floor(rows.length * 0.7), Math.floor(rows.length * 0.97));
    found.set(sort, shuffled(deep.map(({ place }) => cursors.write(list, place) ?? '')));
  }
  return Object.fromEntries(found) as unknown as KnownLibrary['cursors'];
}

async function wordsOf(client: Client, sample: readonly number[]): Promise<Words[]> {
  const { rows } = await client.query<{ title: string; author: string }>(
    `select title, contributors -> 0 ->> 'name' as author from book where id = any ($1) order by md5(id::text)`,
    [sample],
  );
  const words = rows.map(({ title, author }) => {
    const [longest = title] = title.split(' ').toSorted((one, other) => other.length - one.length);
    const name = author.split(' ').at(-1) ?? author;
    return { right: `${longest} ${name}`, misspelt: `${longest} ${slip(name)}`, broad: `history ${name}` };
  });
  return [...new Map(words.map((each) => [each.broad, each])).values()];
}

/** The searches that find one to three books: the same answers in a library of any size. */
async function withFewBooks(client: Client, searches: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ search: string }>(
    `select search from unnest($1::text[]) with ordinality as list (search, turn)
     where (select count(*) from (
              select from book where document @@ catalogue_query_of(catalogue_text(search)) and withdrawn_at is null limit 4) as few)
           between 1 and 3
     order by turn`,
    [searches],
  );
  return rows.map(({ search }) => search);
}

/** Doubles the letter in the middle and drops the next one. */
function slip(name: string): string {
  const half = Math.floor(name.length / 2);
  return `${name.slice(0, half)}${name[half - 1] ?? ''}${name.slice(half + 1)}`;
}

/** Always in the same order. */
function shuffled<T>(list: readonly T[]): T[] {
  return spread(list.length, list.length).flatMap((number) => list.slice(number - 1, number));
}
