import { Client } from 'pg';
import { fillLibrary } from '../../../bench/src/fill-library.js';
import { OperatorTokens, Tokens } from '../../../src/application/accounts/tokens.js';
import type { Place } from '../../../src/application/kernel/storage/slice.js';
import { Cursors } from '../../../src/interface/kernel/answer/cursor.js';
import { runJob } from '../../support/jobs.js';
import { administrate, freshDatabase } from '../../support/postgres.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { PlanWatch, planTelling, tellingOfAll } from './plan-watch.js';

const size = { books: 20_000, patrons: 2_000, loans: 60_000 } as const;

/** Tables that are, or will become, too large to scan while a caller waits. */
export const largeTables: ReadonlySet<string> = new Set(
  `book book_milestone copy loan loan_count patron catalogue_word audit_event_past outbox_event outbox_receipt
   session refresh_token api_key idempotent_answer notice
   usage_hour usage_day lifecycle_mail`.split(/\s+/),
);

/**
 * As few connections as possible, so that a statement is soon sent often enough on one of them for PostgreSQL to
 * consider a generic plan. Few loans are left to anonymise, as where that job runs daily.
 */
const config = {
  databasePoolMax: 2,
  limitLogin: { points: 1_000, seconds: 60 },
  loanRetentionDays: 7_250,
  libraryTimeZone: whereItIsDay(),
};

/** Notices are planned from eight o'clock on. */
function whereItIsDay(): string {
  const hour = new Date().getUTCHours();
  return hour >= 8 && hour < 20 ? 'UTC' : 'Etc/GMT-12';
}

/** 100 clients that call once an hour, of which 35 days are kept by hour and 24 months by day. In the order of writing. */
const usageInUse = [
  `insert into consumer (ref, kind, patron_id, name, first_seen_at)
   select 'key:' || n, 'key', n, 'client ' || n, now() from generate_series(1, 100) as n`,
  `insert into usage_hour (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
   select id, 'operation' || (id + ago) % 12, 1, '1.0', 'default', '', at, '2xx', 1, at
   from generate_series(35 * 24, 0, -1) as ago, consumer,
        lateral (select date_trunc('hour', now()) - make_interval(hours => ago) as at) as hour`,
  `insert into usage_day (consumer_id, operation_id, major, minor, minor_source, element, day, outcome, calls, last_at)
   select id, 'operation' || (id + ago) % 12, 1, '1.0', 'default', '', at, '2xx', 1, at
   from generate_series(760, 36, -1) as ago, consumer, lateral (select current_date - ago as at) as day`,
  `insert into lifecycle_mail (consumer_id, lifecycle_id, stage, period, state, made_at, settled_at)
   select id, 'v1-change-user-role', 'weekly', week::text,
          case when (id + week) % 100 = 0 then 'untold' else 'delivered' end, now() - make_interval(weeks => week), now()
   from generate_series(100, 1, -1) as week, consumer`,
  `update patron set role = 'admin' where id = 1`,
  `vacuum (analyze) consumer, usage_hour, usage_day, lifecycle_mail`,
];

/** The other large tables of a library in use. */
const inUse = [
  `insert into session (patron_id, started_at, expires_at)
   select 1 + n % 2000, now() - interval '1 day', now() + make_interval(days => 1 + n % 30)
   from generate_series(1, 20000) as n`,
  `insert into refresh_token (hash, session_id, expires_at) select md5(id::text), id, expires_at from session`,
  `insert into api_key (patron_id, name, hash, scopes, created_at)
   select 1 + n % 2000, 'till', md5(n::text), '{}', now() from generate_series(1, 20000) as n`,
  `insert into idempotent_answer (name, fingerprint, answer, answered_at)
   select md5(n::text), 'of a request', 'an answer', now() - make_interval(secs => n)
   from generate_series(1, 20000) as n`,
  `insert into notice (patron_id, day, retry_at, settled_at)
   select 1 + n % 2000, current_date - n / 2000, now(), now() from generate_series(1, 40000) as n`,
  `insert into outbox_receipt (event_id, consumer) select id, 'a consumer' from outbox_event`,
  ...usageInUse,
  `vacuum (analyze) session, refresh_token, api_key, idempotent_answer, notice, outbox_receipt`,
];

/** A copy on the shelf, its search keys, and a patron without a loan. */
interface Sample {
  readonly bookId: number;
  readonly copyId: number;
  readonly barcode: string;
  readonly isbn: string;
  /** Of the title. */
  readonly word: string;
  /** The author's last name. */
  readonly name: string;
  /** The same word misspelt. */
  readonly slip: string;
  readonly patronId: number;
}

/** A service with a library that is too large to scan, and a watch on the plans of PostgreSQL. */
export interface LargeLibrary {
  readonly running: RunningService;
  readonly watch: PlanWatch;
  readonly librarian: string;
  /** The token of a librarian, to list loans with. */
  readonly apiKey: string;
  /** The token of an admin for the operators' API. */
  readonly operator: string;
  readonly samples: readonly Sample[];
  /** The token of a patron. */
  reader(patronId: number): string;
  /** A cursor far down the list of v2 in this order. */
  deepCursor(sort: string, turn: number): string;
  /** From now on the statements in functions, triggers and foreign keys are logged too, on new connections. */
  tellAll(): Promise<void>;
  close(): Promise<void>;
}

export async function openLargeLibrary(): Promise<LargeLibrary> {
  const databaseUrl = await freshDatabase('migrated');
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await fillLibrary(client, size);
  for (const statement of inUse) await client.query(statement);
  const { rows: samples } = await client.query<Sample>(sampled);
  const places = await deepPlaces(client);
  const { rows: sessions } = await client.query<{ id: number }>(
    'select min(id)::integer as id from session where patron_id = 1',
  );
  const watch = await PlanWatch.over(client);
  await client.end();
  const name = new URL(databaseUrl).pathname.slice(1);
  for (const setting of planTelling) await administrate(`alter database ${name} set ${setting}`);
  const running = await startService({ config: { ...config, databaseUrl } });
  for (const job of ['catalogue.keep_milestones', 'catalogue.weigh_words'])
    await runJob(running.service, job);
  const { container } = running.service;
  const [tokens, cursors] = [container.resolve<Tokens>(Tokens), container.resolve(Cursors)];
  const reader: LargeLibrary['reader'] = (patronId) =>
    tokens.issue({ patronId, role: 'patron', generation: 1 }, 3_600).token;
  const deepCursor: LargeLibrary['deepCursor'] = (sort, turn) =>
    cursors.write(`books ${sort}`, placeOf(places, sort, turn)) ?? '';
  const apiKey = await keyOf(running, reader(2));
  const admin = { patronId: 1, role: 'admin', generation: 1, session: sessions[0]?.id ?? 0 } as const;
  const operator = container.resolve<Tokens>(OperatorTokens).issue(admin, 3_600).token;
  const tellAll = async () => {
    await administrate(`alter database ${name} set ${tellingOfAll}`);
    await administrate(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await until(async () => (await fetch(`${running.url}/health/ready`)).ok);
  };
  const close = () => running.stop();
  return {
    running,
    watch,
    librarian: reader(2),
    apiKey,
    operator,
    samples,
    reader,
    deepCursor,
    tellAll,
    close,
  };
}

export function sampleOf({ samples }: LargeLibrary, turn: number): Sample {
  const sample = samples[turn];
  if (!sample) throw new Error(`There are only ${samples.length} samples.`);
  return sample;
}

/** Names from the rarer half, so that few books have them. */
const sampled = `
  select book.id::integer as "bookId", copy.id::integer as "copyId", barcode, isbn13 as isbn,
         substring(title from '\\w{4,}') as word, last_name as name,
         overlay(last_name placing substr(last_name, 3, 1) from 4 for 1) as slip,
         (1300 + row_number() over (order by book.id))::integer as "patronId"
  from book join copy on copy.book_id = book.id
  cross join lateral (select split_part(contributors -> 0 ->> 'name', ' ', 2) as last_name) as author
  where book.id % 33 = 0 and status = 'available' and isbn13 is not null and length(last_name) > 8
    and copy.id = (select min(id) from copy where book_id = book.id)
    and substring(title from '\\w{4,}') is not null
  order by book.id`;

type Places = ReadonlyMap<string, readonly Place[]>;

async function deepPlaces(client: Client): Promise<Places> {
  const keys = {
    id: 'id',
    title: 'left(fold(title), 200)',
    author: 'left(fold(contributor_names(contributors)), 200)',
    year: 'year',
    created: 'created_at',
  };
  const found = new Map<string, readonly Place[]>();
  for (const [name, key] of Object.entries(keys)) {
    const place = name === 'id' ? 'jsonb_build_array(id)' : `jsonb_build_array(${key}, id)`;
    for (const [sort, direction] of [
      [name, 'asc'],
      [`-${name}`, 'desc'],
    ] as const) {
      const { rows } = await client.query<{ place: Place }>(
        `select ${place} as place from book where year is not null
         order by ${key} ${direction}, id offset ${size.books * 0.9} limit 100`,
      );
      found.set(
        sort,
        rows.map((row) => row.place),
      );
    }
  }
  return found;
}

function placeOf(places: Places, sort: string, turn: number): Place | undefined {
  const all = places.get(sort) ?? [];
  return all[turn % all.length];
}

async function keyOf({ api }: RunningService, token: string): Promise<string> {
  const wish = { name: 'till', scopes: ['circulation:read'] };
  const { body } = await api.post('/v2/api-keys', { token, json: wish });
  const { key } = body as { key?: string };
  if (key === undefined) throw new Error(`There is no key: ${JSON.stringify(body)}`);
  return key;
}
