import type { Client } from 'pg';
import {
  books,
  closedLoans,
  copies,
  counters,
  events,
  extentOf,
  openLoans,
  patrons,
  type LibrarySize,
} from './library-sql.js';
import { wordFunctions } from './library-words.js';

const tables = [
  'book',
  'copy',
  'patron',
  'loan',
  'loan_count',
  'loan_count_change',
  'catalogue_word',
  'audit_event',
  'outbox_event',
];
/** What the service keeps of them, and makes again. */
const kept = ['book_total', 'book_milestone', 'book_stretch', 'book_change', 'catalogue_word_share'];

/**
 * Fills a new, migrated database with an invented library of the given size, always the same one for the same day. It
 * is made for millions of rows: it checks no row (the rows are valid by construction), builds the indexes afterwards,
 * and runs as one transaction on tables that it has truncated itself, so that a server with `wal_level=minimal` writes
 * nothing twice.
 * @param note called after each step, with its duration in seconds
 */
export async function fillLibrary(
  client: Client,
  size: LibrarySize,
  note: (step: string, seconds: number) => void = () => undefined,
): Promise<void> {
  const step = async (name: string, statements: readonly string[]): Promise<void> => {
    const since = performance.now();
    for (const statement of statements) await client.query(statement);
    note(name, (performance.now() - since) / 1_000);
  };
  await client.query('begin');
  try {
    await fill(client, size, step);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  await step('vacuum', [`vacuum (freeze, analyze) ${tables.join(', ')}`]);
}

async function fill(
  client: Client,
  size: LibrarySize,
  step: (name: string, statements: readonly string[]) => Promise<void>,
): Promise<void> {
  const extent = extentOf(size);
  await refuseIfUsed(client);
  // In the role of a replica no trigger or foreign key is checked; all rows are valid.
  await step('preparation', [
    `set local session_replication_role = replica`,
    `set local timezone = 'UTC'`,
    `truncate ${[...tables, ...kept].join(', ')} restart identity cascade`,
    ...wordFunctions,
  ]);
  const indexes = await dropIndexes(client);
  await step('patrons', [patrons(extent)]);
  await step('books', [books(extent)]);
  await step('copies', [copies(extent)]);
  await step('closed loans', [closedLoans(extent)]);
  await step('open loans', [openLoans(extent)]);
  // The work of the triggers on loans.
  await step('counts of loans', [
    'insert into loan_count (book_id, loans) select book_id, count(*) from loan group by book_id',
  ]);
  await step('events', events(extent));
  // The work of the trigger on books.
  await step('words', [
    `insert into catalogue_word select word from ts_stat('select document from book') order by word`,
    counters(extent),
  ]);
  for (const { name, definition } of indexes) await step(name, [definition]);
}

async function refuseIfUsed(client: Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from book) or exists (select from patron) as used',
  );
  if (rows[0]?.used) throw new Error('This database already contains a library.');
}

/** Drops all indexes without a constraint. Returns the statements that create them again. */
async function dropIndexes(client: Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index
     where indrelid = any ($1::regclass[])
       and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
     order by indrelid::regclass::text, indexrelid`,
    [tables],
  );
  if (rows.length > 0) await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  // The definition of an index with partitions names the table alone, and would leave them out.
  return rows.map(({ name, definition }) => ({ name, definition: definition.replace(' ON ONLY ', ' ON ') }));
}
