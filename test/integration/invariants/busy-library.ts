import { Pool, type ClientBase, type QueryResultRow } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import { Tokens } from '../../../src/application/accounts/tokens.js';
import type { SignedIn } from '../../../src/application/kernel/request/caller.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import type { Answer } from '../../support/api-client.js';
import { startService, type RunningService, type Wishes } from '../../support/service.js';

/** A signed-in person with a token. */
export interface Reader extends SignedIn {
  readonly token: string;
}

/** More than any attack uses in parallel. */
const poolMax = 45;

/** A running service with an empty library, helpers to fill it, and checks that bypass the service. */
export class BusyLibrary {
  private readonly pool: Pool;

  private constructor(readonly running: RunningService) {
    this.pool = new Pool({ connectionString: running.databaseUrl, max: 40 });
    this.pool.on('error', () => undefined);
  }

  static async open(wishes: Pick<Wishes, 'config' | 'overrides'> = {}): Promise<BusyLibrary> {
    const config = { databasePoolMax: poolMax, ...wishes.config };
    const library = new BusyLibrary(await startService({ ...wishes, content: 'migrated', config }));
    await library.warmUp();
    return library;
  }

  get api(): RunningService['api'] {
    return this.running.api;
  }

  get url(): string {
    return this.running.databaseUrl;
  }

  async close(): Promise<void> {
    await this.running.stop();
    await this.pool.end();
  }

  /** Rows of the library's tables, read over a connection of the test's own. */
  async rows<Row extends QueryResultRow>(statement: Sql): Promise<Row[]> {
    return (await this.pool.query<Row>(statement)).rows;
  }

  /** Begins a transaction on a connection of the test's own, and rolls back what `work` has not committed. */
  async transaction<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      return await work(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  async readers(count: number, role: Reader['role'] = 'patron'): Promise<Reader[]> {
    const rows = await this.rows<{ id: string }>(sql`
      insert into patron (card_number, username, email, password_hash, role, category, created_at, updated_at)
      select card, 'reader', card || '@example.org', 'none that fits', ${role}, 'adult', now(), now()
      from (select 'P' || nextval('patron_card_number') as card from generate_series(1, ${count}::int)) as cards
      returning id`);
    const tokens = this.running.service.container.resolve<Tokens>(Tokens);
    return rows
      .map(({ id }) => ({ patronId: Number(id), role }))
      .map((reader) => ({ ...reader, token: tokens.issue({ ...reader, generation: 1 }, 3_600).token }));
  }

  async reader(role: Reader['role'] = 'patron'): Promise<Reader> {
    const [reader] = await this.readers(1, role);
    if (!reader) throw new Error('Nobody came.');
    return reader;
  }

  /** Adds the given number of books with the given number of copies each. */
  async books(count: number, copies = 1): Promise<number[]> {
    const rows = await this.rows<{ id: string }>(sql`
      with made as (
        insert into book (title, revision, created_at, updated_at)
        select 'Book ' || number, 1, now(), now() from generate_series(1, ${count}::int) as number returning id),
      copies as (
        insert into copy (book_id, barcode, kind, status, created_at)
        select id, 'T' || nextval('copy_barcode'), 'standard', 'available', now()
        from made, generate_series(1, ${copies}::int))
      select id from made`);
    return rows.map(({ id }) => Number(id));
  }

  async book(copies = 1): Promise<number> {
    const [book] = await this.books(1, copies);
    if (book === undefined) throw new Error('No book was made.');
    return book;
  }

  borrow({ token }: Reader, book: number): Promise<Answer> {
    return this.api.post('/v1/loans', { token, json: { book_id: book } });
  }

  /** Borrows a book and returns the id of the loan. */
  async lend(reader: Reader, book: number): Promise<number> {
    const { status, body } = await this.borrow(reader, book);
    if (status !== 201) throw new Error(`Not lent: ${JSON.stringify(body)}`);
    return (body as { id: number }).id;
  }

  async openLoans(): Promise<number> {
    const [row] = await this.rows<{ n: number }>(sql`
      select count(*)::int as n from loan where closed_at is null`);
    return row?.n ?? 0;
  }

  /** The number of connections to this library that wait for a lock. */
  async waiting(): Promise<number> {
    const rows = await this.rows(sql`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    return rows.length;
  }

  /** The number of recorded events of each type, about one subject or about all. */
  async events(id?: number): Promise<Record<string, number>> {
    const rows = await this.rows<{ action: string; n: number }>(sql`
      select action, count(*)::int as n from audit_event
      where subject_id = coalesce(${id ?? null}, subject_id) group by action`);
    return Object.fromEntries(rows.map(({ action, n }) => [action, n]));
  }

  /** Connects the whole pool, so that an attack uses all its connections at the same moment. */
  private async warmUp(): Promise<void> {
    const { pool } = this.running.service.container.resolve(Database);
    const clients = await Promise.all(Array.from({ length: pool.options.max ?? 1 }, () => pool.connect()));
    for (const client of clients) client.release();
  }
}

/** The number of answers by status and, for refusals, by code. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const { code } = body as { code?: string };
    const key = code === undefined ? String(status) : `${status} ${code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
