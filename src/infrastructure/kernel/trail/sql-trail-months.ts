import type { ClientBase } from 'pg';
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Clock } from '../../../application/kernel/clock.js';
import type { TrailMonths } from '../../../application/kernel/trail/trail-months.js';
import type { Database } from '../postgres/database.js';
import {
  boundsOf,
  partitionsOf,
  plannedEndOf,
  spanCheck,
  spanOf,
  type Ask,
  type Partition,
} from './partitions.js';

/** So many months are there besides the current one. */
const monthsAhead = 3;

/** Any number that no other advisory lock in this database uses. */
const lockKey = 7_435_336;

/** Requests queue behind a statement that waits for a table, so it gives up long before they do. */
const lockTimeout = '500ms';

/**
 * The last partition has no end, so that there is a place for every event, whatever the worker does. A month is created
 * by giving the last one an end, and beginning another after it. Where it already has events, PostgreSQL has to read
 * them first, because it would read them later with the table locked.
 */
export class SqlTrailMonths implements TrailMonths {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async createAhead(): Promise<void> {
    const now = this.clock.now();
    await this.alone(async (client) => {
      for (;;) {
        const last = (await partitionsOf(asking(client))).at(-1);
        if (!last || (last.from && last.from >= startOfMonth(now, monthsAhead))) return;
        await endLast(client, last, now);
      }
    });
  }

  async detachBefore(moment: Date): Promise<string[]> {
    const detached: string[] = [];
    await this.alone(async (client) => {
      for (;;) {
        const [oldest, next] = await partitionsOf(asking(client));
        if (!oldest?.until || oldest.until > moment || !next?.until) return;
        await detachFirst(client, oldest, { ...next, until: next.until });
        detached.push(oldest.name);
      }
    });
    return detached;
  }

  async countAhead(): Promise<number> {
    const parts = await partitionsOf((statement) => this.database.rows(statement));
    const from = parts.at(-1)?.from;
    return from ? monthsOf(from) - monthsOf(this.clock.now()) : 0;
  }

  /** Lends a connection, unless another process is at the same work. */
  private async alone(work: (client: ClientBase) => Promise<void>): Promise<void> {
    const client = await this.database.pool.connect();
    try {
      const { rows } = await client.query<{ got: boolean }>(
        sql`select pg_try_advisory_lock(${lockKey}) as got`,
      );
      if (!rows[0]?.got) return;
      try {
        await work(client);
      } finally {
        await client.query(sql`select pg_advisory_unlock(${lockKey})`);
      }
    } finally {
      client.release();
    }
  }
}

/** Ends the last partition after all of its events, and begins the next one there. */
async function endLast(client: ClientBase, last: Partition, now: Date): Promise<void> {
  const { name, from } = last;
  const newest = await newestIn(client, name);
  const planned = await plannedEndOf(asking(client), name);
  const end = planned?.end ?? endAfter(newest, from ?? now, now);
  const check = checked(name, spanOf(from, end));
  const begin = [
    ...moved(name, { from, until: end }),
    `create table ${nameFrom(end)} partition of audit_event ${boundsOf({ from: end, until: undefined })}`,
  ];
  if (newest === undefined && !planned)
    return inTransaction(client, ['lock table audit_event', check, validated(name), ...begin]);
  if (!planned) await inTransaction(client, [check]);
  if (!planned?.isValid) await validate(client, name);
  await inTransaction(client, begin);
}

/** The next partition becomes the first, which has everything before its end. */
async function detachFirst(
  client: ClientBase,
  first: Partition,
  { name, until }: Partition & { readonly until: Date },
): Promise<void> {
  await inTransaction(client, [
    `alter table ${name} drop constraint if exists ${spanCheck}`,
    checked(name, spanOf(undefined, until)),
  ]);
  await validate(client, name);
  await inTransaction(client, [
    `alter table audit_event detach partition ${first.name}`,
    ...moved(name, { from: undefined, until }),
  ]);
}

/**
 * An empty partition ends with its month, or with the current one. One with events ends one month later: until all of
 * them are read, which may take minutes, nothing may come after the end.
 */
function endAfter(newest: Date | undefined, from: Date, now: Date): Date {
  return newest === undefined
    ? startOfMonth(from > now ? from : now, 1)
    : startOfMonth(newest > now ? newest : now, 2);
}

async function newestIn(client: ClientBase, name: string): Promise<Date | undefined> {
  const { rows } = await client.query<{ at: Date }>(
    sql`select at from ${raw(name)} order by at desc, id desc limit 1`,
  );
  return rows[0]?.at;
}

function checked(name: string, span: string): string {
  return `alter table ${name} add constraint ${spanCheck} check (${span}) not valid`;
}

/** Reads all rows, beside all readers and writers. */
function validated(name: string): string {
  return `alter table ${name} validate constraint ${spanCheck}`;
}

/** An end that is not after all events is taken back, so that the next run chooses another. */
async function validate(client: ClientBase, name: string): Promise<void> {
  try {
    await inTransaction(client, [validated(name)]);
  } catch (error) {
    if ((error as { code?: unknown }).code === '23514')
      await inTransaction(client, [`alter table ${name} drop constraint ${spanCheck}`]);
    throw error;
  }
}

/** Gives a partition other bounds. By its check PostgreSQL knows that its rows are within them. */
function moved(name: string, bounds: Omit<Partition, 'name'>): string[] {
  return [
    `alter table audit_event detach partition ${name}`,
    `alter table audit_event attach partition ${name} ${boundsOf(bounds)}`,
    `alter table ${name} drop constraint ${spanCheck}`,
  ];
}

function asking(client: ClientBase): Ask {
  return async <Row extends object>(statement: Sql) => (await client.query<Row>(statement)).rows;
}

async function inTransaction(client: ClientBase, statements: readonly string[]): Promise<void> {
  const limits = [`set local lock_timeout = '${lockTimeout}'`, 'set local statement_timeout = 0'];
  try {
    for (const statement of ['begin', ...limits, ...statements, 'commit']) await client.query(statement);
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function nameFrom(start: Date): string {
  return `audit_event_${start.toISOString().slice(0, 7).replace('-', '_')}`;
}

function startOfMonth(moment: Date, monthsLater: number): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + monthsLater));
}

function monthsOf(moment: Date): number {
  return moment.getUTCFullYear() * 12 + moment.getUTCMonth();
}
