import sql, { type Sql } from 'sql-template-tag';

/** Asks for the rows of a statement. */
export type Ask = <Row extends object>(statement: Sql) => Promise<Row[]>;

/** A month of the audit trail, or several. */
export interface Partition {
  readonly name: string;
  /** Undefined for the first one, which has everything before its end. */
  readonly from: Date | undefined;
  /** Undefined for the last one, which has everything after its beginning. */
  readonly until: Date | undefined;
}

/** An end of the last partition that is promised to PostgreSQL, and not yet made. */
export interface PlannedEnd {
  readonly end: Date;
  /** Whether PostgreSQL has read all rows to see that it is true. */
  readonly isValid: boolean;
}

/** The check by which PostgreSQL knows the span of a partition without reading its rows. */
export const spanCheck = 'audit_event_span';

/** All of the audit trail, oldest first. */
export async function partitionsOf(ask: Ask): Promise<Partition[]> {
  const rows = await ask<{ name: string; from: Date | null; until: Date | null }>(sql`
    select relname as name,
           substring(bound from 'FROM \\(''([^'']+)''\\)')::timestamptz as from,
           substring(bound from 'TO \\(''([^'']+)''\\)')::timestamptz as until
    from pg_inherits join pg_class on pg_class.oid = inhrelid
    cross join lateral (select pg_get_expr(relpartbound, pg_class.oid) as bound) as written
    where inhparent = to_regclass('audit_event') order by "from" nulls first`);
  return rows.map(({ name, from, until }) => ({ name, from: from ?? undefined, until: until ?? undefined }));
}

/** What an earlier run that was interrupted has left. */
export async function plannedEndOf(ask: Ask, name: string): Promise<PlannedEnd | undefined> {
  const rows = await ask<PlannedEnd>(sql`
    select substring(pg_get_constraintdef(oid) from '< ''([^'']+)''')::timestamptz as end, convalidated as "isValid"
    from pg_constraint where conrelid = ${name}::regclass and conname = ${spanCheck}`);
  return rows[0];
}

/** For the statement that attaches a partition. */
export function boundsOf({ from, until }: Omit<Partition, 'name'>): string {
  return `for values from (${from ? literal(from) : 'minvalue'}) to (${until ? literal(until) : 'maxvalue'})`;
}

/** For the statement that adds the check of a partition. */
export function spanOf(from: Date | undefined, end: Date): string {
  return `${from ? `at >= ${literal(from)} and ` : ''}at < ${literal(end)}`;
}

function literal(moment: Date): string {
  return `'${moment.toISOString()}'`;
}
