import type { ClientBase } from 'pg';
import type { MikroORM } from '@mikro-orm/postgresql';

/** Columns that no entity maps, and why. */
const unmappedColumns: Readonly<Record<string, string>> = {
  'book.document': 'the database generates it, and only SQL searches read it',
  'book.document_form': 'the database sets it, and only SQL refreshes the documents of an older form',
  'loan.copy_barcode': 'triggers write it, and only SQL reads it',
};

/** Tables that no entity maps, and why. */
const unmappedTables: Readonly<Record<string, string>> = {
  account_letter: 'written and claimed by SQL, as the outbox',
  book_change: 'triggers fill it, and only SQL reads it',
  book_milestone: 'written by SQL, and only SQL reads it',
  book_stretch: 'written by SQL, and only SQL reads it',
  book_total: 'written by SQL, and only SQL reads it',
  catalogue_word: 'triggers fill it, and only SQL searches read it',
  catalogue_word_share: 'written by SQL from a sample, and only SQL searches read it',
  copy_kind: 'SQL and triggers fill it, and it is read whole',
  idempotent_answer: 'written and read by SQL within a job',
  consumer: 'written by SQL, with the counts of its calls',
  import_chunk: 'parts of a file, written and read by SQL',
  import_job: 'written and claimed by SQL, as the outbox',
  import_row: 'written by SQL in batches',
  job_run: 'a sign of life, written by SQL',
  lifecycle_announcement: 'written by SQL, with the mails that were taken',
  lifecycle_anonymous: 'written by SQL',
  lifecycle_consent: 'written by SQL',
  lifecycle_digest: 'written and claimed by SQL, as the notices',
  lifecycle_mail: 'written by SQL in batches',
  lifecycle_proof: 'written by SQL',
  lifecycle_state: 'written by SQL, and read whole',
  lifecycle_switch: 'written by SQL, and read whole',
  loan_count: 'counters, written by SQL',
  loan_count_change: 'triggers fill it, and only SQL reads it',
  loan_day: 'a counter, written by SQL',
  notice: 'written by SQL in batches',
  notice_day: 'written by SQL, with the notices',
  outbox_receipt: 'written by SQL, with the writes of a consumer',
  running_instance: 'a sign of life, written by SQL',
  patron_category: 'SQL and triggers fill it, and it is read whole',
  sign_in_network: 'written by SQL at each sign-in',
  usage_day: 'a counter, written by SQL',
  usage_evidence: 'written by SQL in batches',
  usage_hour: 'a counter, written by SQL in batches',
  usage_salt: 'written by SQL once a day',
  mikro_orm_migrations: 'owned by the migrator',
};

interface Column {
  readonly type: string;
  readonly nullable: boolean;
  readonly primary: boolean;
  readonly generated: boolean;
}

/** The differences between entities and tables, a sentence for each. An empty list is correct. */
export async function mappingGaps(orm: MikroORM, client: ClientBase): Promise<string[]> {
  const [mapped, stored] = [await mappedColumns(orm, client), await storedColumns(client)];
  const names = [...new Set([...mapped.keys(), ...stored.keys()])].toSorted();
  return names.flatMap((name) => {
    const [entity, table] = [mapped.get(name), stored.get(name)];
    if (!table) return [`${name} is mapped, and no column`];
    if (!entity) return isExcused(name) ? [] : [`${name} is a column, and not mapped`];
    return isExcused(name) ? [`${name} is mapped, and excused from it`] : differences(name, entity, table);
  });
}

function isExcused(name: string): boolean {
  return name in unmappedColumns || (name.split('.')[0] ?? '') in unmappedTables;
}

function differences(name: string, entity: Column, table: Column): string[] {
  const keys = ['type', 'nullable', 'primary', 'generated'] as const;
  return keys
    .filter((key) => entity[key] !== table[key])
    .map((key) => `${name} has ${key} ${entity[key]} in its entity and ${table[key]} in its table`);
}

async function mappedColumns(orm: MikroORM, client: ClientBase): Promise<Map<string, Column>> {
  const columns = new Map<string, Column>();
  for (const entity of orm.getMetadata().getAll().values()) {
    for (const property of entity.props) {
      const [column = '', type = ''] = [property.fieldNames[0], property.columnTypes[0]];
      columns.set(`${entity.tableName}.${column}`, {
        type: await canonical(client, type),
        nullable: property.nullable === true,
        primary: property.primary === true,
        generated: property.generated !== undefined,
      });
    }
  }
  return columns;
}

/** PostgreSQL has several names for one type. */
async function canonical(client: ClientBase, type: string): Promise<string> {
  const { rows } = await client.query<{ type: string | null }>('select to_regtype($1)::text as type', [type]);
  return rows[0]?.type ?? type;
}

async function storedColumns(client: ClientBase): Promise<Map<string, Column>> {
  const { rows } = await client.query<Column & { name: string }>(`
    select relname || '.' || attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable,
      exists (select from pg_index where indrelid = attrelid and indisprimary and attnum = any (indkey)) as primary,
      attidentity <> '' or attgenerated <> '' as generated
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and attnum > 0
      and not attisdropped`);
  return new Map(rows.map(({ name, ...column }) => [name, column]));
}
