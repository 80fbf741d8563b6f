import { tracingChannel } from 'node:diagnostics_channel';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { channels, type WatchedStatement } from '../../application/kernel/watched.js';
import type { AuditRecord } from './audit-record.js';
import type { OutboxRecord } from './outbox-record.js';
import type { StatementNames } from './statement-names.js';

const statements = tracingChannel<unknown, WatchedStatement>(channels.statement);

/** What is to be written before the unit asks anything, or ends. */
export interface Pending {
  /** Begins to write, and gives the end of it. Nothing is begun when there is nothing to write. */
  flush(): Promise<unknown> | undefined;
  /** Lets go of all that it holds, written or not. */
  clear(): void;
}

/** What a job had come to at some moment. */
export interface Mark {
  readonly touched: readonly string[];
  readonly audited: number;
  readonly announced: number;
}

/**
 * A job that writes: one transaction on one connection, and what it has changed. Statements are sent without waiting for
 * the answers to those before them; each has its own answer, and after one that failed all others fail.
 */
export class Unit {
  /** What the cache is to forget: types of subjects, and single ones. */
  readonly touched = new Set<string>();
  readonly audited: AuditRecord[] = [];
  readonly announced: OutboxRecord[] = [];
  /** Whether what is written now may still be taken back alone. */
  isTentative = false;
  readonly #pending = new Map<object, Pending>();
  #em: EntityManager | undefined;
  #isOver = false;
  #fault: unknown;

  constructor(
    private readonly client: PoolClient,
    private readonly orm: MikroORM,
    private readonly names: StatementNames,
  ) {}

  /** For entities that the ORM keeps; made when it is first asked for. */
  get em(): EntityManager {
    return (this.#em ??= this.#openEm());
  }

  /** What one table's records have pending; made when it is first asked for. */
  pending<T extends Pending>(owner: object, make: () => T): T {
    const known = this.#pending.get(owner) as T | undefined;
    if (known) return known;
    const made = make();
    this.#pending.set(owner, made);
    return made;
  }

  /** Sends a statement that begins or ends something. */
  control(text: string): Promise<QueryResult> {
    return this.client.query(text);
  }

  /** Sends a statement; what is pending must have been sent before. */
  send<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<QueryResult<Row>> {
    const name = this.names.of(text);
    const statement = name === undefined ? { text, values } : { name, text, values };
    const client = this.#inUse();
    const sent = () => client.query<Row>(statement);
    return this.#told(statements.hasSubscribers ? statements.tracePromise(sent, { text }) : sent());
  }

  /** Of all that comes after a fault PostgreSQL only says that there was one (25P02): it fails for the same reason. */
  async #told<T>(reply: Promise<T>): Promise<T> {
    try {
      return await reply;
    } catch (error) {
      throw (this.#fault ??= error);
    }
  }

  /**
   * Rows of a statement that sees all that the job has written. It leaves before this returns: what is asked one after
   * the other is done one after the other, whether or not somebody waits between. Only where the ORM has been used is
   * there a wait for it before.
   */
  async ask<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    if (this.#em) await this.#em.flush();
    const writing = this.#write();
    const [{ rows }] = await Promise.all([this.send<Row>(text, values), ...writing]);
    return rows;
  }

  /** Writes what is pending, and then what is given, and waits for the end of it. */
  async flush(then: () => readonly Promise<unknown>[] = () => []): Promise<void> {
    if (this.#em) await this.#em.flush();
    await Promise.all([...this.#write(), ...then()]);
  }

  /** From now on no statement of the job is sent: the connection will soon be somebody else's. */
  end(): void {
    this.#isOver = true;
  }

  #inUse(): PoolClient {
    if (this.#isOver) throw new Error('The job of this statement has ended.');
    return this.client;
  }

  #write(): Promise<unknown>[] {
    return [...this.#pending.values()].flatMap((each) => each.flush() ?? []);
  }

  /** Forgets all that was loaded, so that it is read anew. */
  clear(): void {
    this.#em?.clear();
    for (const each of this.#pending.values()) each.clear();
  }

  mark(): Mark {
    const { touched, audited, announced } = this;
    return { touched: [...touched], audited: audited.length, announced: announced.length };
  }

  /** Forgets what the job has come to since, what has failed included. What it has written its savepoint takes back. */
  goBackTo({ touched, audited, announced }: Mark): void {
    this.clear();
    this.#fault = undefined;
    this.touched.clear();
    for (const each of touched) this.touched.add(each);
    this.audited.length = audited;
    this.announced.length = announced;
  }

  #openEm(): EntityManager {
    const em = this.orm.em.fork({ useContext: false });
    const query = (...statement: unknown[]) =>
      (this.#inUse().query as (...all: unknown[]) => unknown)(...statement);
    const lent = { query, release: () => undefined };
    const pool = { connect: () => Promise.resolve(lent), end: () => Promise.resolve() };
    em.setTransactionContext(new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) }));
    return em;
  }
}
