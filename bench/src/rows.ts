import type { Stand } from './stand.js';

/** The state of the tables before the work. */
export interface Watermark {
  readonly loan: string;
  readonly audit: string;
  readonly outbox: string;
  /** The revision of each copy. */
  readonly revisions: Readonly<Record<string, number>>;
}

export async function watermark({ client }: Stand): Promise<Watermark> {
  const { rows } = await client.query<Watermark>(`
    select (select coalesce(max(id), 0) from loan) as loan,
           (select coalesce(max(id), 0) from audit_event) as audit,
           (select coalesce(max(id), 0) from outbox_event) as outbox,
           (select jsonb_object_agg(id, revision) from copy) as revisions`);
  const [mark] = rows;
  if (!mark) throw new Error('There is no library.');
  return mark;
}

/**
 * All rows that were written since, in order. Ids of loans are counted from the first new one, and of each time it is
 * only recorded whether it is that of the loan, so that the rows of two programs can be compared.
 */
export async function leftBy({ client }: Stand, mark: Watermark): Promise<object> {
  const all = async (statement: string, values: unknown[]) =>
    (await client.query<{ row: unknown }>(statement, values)).rows.map(({ row }) => row);
  const loans = await all(
    `select to_jsonb(loan) || jsonb_build_object(
       'id', dense_rank() over (order by id), 'out_at', 'moment', 'closed_at', closed_at is not null) as row
     from loan where id > $1 order by id`,
    [mark.loan],
  );
  const copies = await all(
    `select to_jsonb(copy) || jsonb_build_object('revision', revision - ($1::jsonb ->> id::text)::int) as row
     from copy where revision <> ($1::jsonb ->> id::text)::int order by id`,
    [mark.revisions],
  );
  const audit = await all(
    `select to_jsonb(audit_event) - 'id' || jsonb_build_object(
       'at', 'moment', 'request_id', request_id is not null,
       'subject_id', case subject_type when 'loan' then ${rankOf('subject_id')} else subject_id end) as row
     from audit_event where id > $1 order by id`,
    [mark.audit, mark.loan],
  );
  const outbox = await all(
    `select to_jsonb(outbox_event) - 'id' || jsonb_build_object(
       'at', 'moment', 'retry_at', retry_at = at, 'aggregate_id', ${rankOf('aggregate_id')}) as row
     from outbox_event where id > $1 order by id`,
    [mark.outbox, mark.loan],
  );
  return { loans, copies, audit, outbox };
}

/** Sequences leave gaps, so new loans are numbered by counting, not by their ids. */
function rankOf(column: string): string {
  return `(select count(*) from loan where id > $2 and id <= ${column})`;
}
