import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import type { SignedIn } from '../../application/kernel/request/caller.js';
import type {
  ImportedRow,
  ImportOptions,
  Imports,
  NewImport,
  OpenedFile,
  TakenImport,
} from '../../application/imports/imports.js';
import type { FieldFault } from '../../domain/kernel/field-fault.js';
import { Database } from '../kernel/postgres/database.js';
import { startJob } from '../kernel/runtime/start-job.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

/** Any number that no other advisory lock in this database uses. */
const turnKey = 7_435_338;

interface TakenRow extends Omit<TakenImport, 'caller'> {
  readonly patronId: number;
  readonly role: SignedIn['role'];
  readonly apiKey: number | null;
}

@injectable()
export class SqlImports implements Imports {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  async add({
    caller,
    requestId,
    fileName,
    size,
    options,
    createdAt,
    expiresAt,
  }: NewImport): Promise<number> {
    const [row] = await this.unit.rows<{ id: number }>(sql`
      insert into import_job (status, file_name, size, options, created_by, created_role, created_key, request_id,
                              created_at, expires_at)
      values ('waiting', ${fileName}, ${size}, ${JSON.stringify(options)}::jsonb, ${caller.patronId}, ${caller.role},
              ${caller.apiKey ?? null}, ${requestId}, ${createdAt}, ${expiresAt})
      returning id`);
    return row?.id ?? 0;
  }

  async addChunk(id: number, position: number, content: Uint8Array): Promise<void> {
    await this.unit.rows(
      sql`insert into import_chunk (import_id, position, content) values (${id}, ${position}, ${content})`,
    );
  }

  async countOpen(): Promise<number> {
    await this.unit.rows(sql`select pg_advisory_xact_lock(${turnKey})`);
    const [row] = await this.unit.rows<{ open: number }>(
      sql`select count(*)::int as open from import_job where status in ('waiting', 'running')`,
    );
    return row?.open ?? 0;
  }

  async callWorker(): Promise<void> {
    await this.unit.rows(startJob('imports.import_files'));
  }

  cancel(id: number, at: Date): Promise<boolean> {
    return this.end(
      sql`status = 'cancelled', ended_at = ${at}`,
      sql`id = ${id} and status in ('waiting', 'running')`,
    );
  }

  /** Two imports at once would wait for each other at every batch. */
  take(now: Date, until: Date): Promise<TakenImport | undefined> {
    return this.unit.run(async () => {
      const [row] = await this.unit.rows<TakenRow>(sql`
        update import_job set status = 'running', started_at = coalesce(started_at, ${now}), taken_until = ${until},
                              attempt = attempt + 1, tries = tries + 1
        where id = (
            select id from import_job
            where status in ('waiting', 'running') and (taken_until is null or taken_until < ${now})
            order by id limit 1 for update skip locked)
          and not exists (select from import_job where status = 'running' and taken_until >= ${now})
        returning id, attempt, tries, line, options, request_id as "requestId", created_by as "patronId",
                  created_role as role, created_key as "apiKey"`);
      return row && takenOf(row);
    });
  }

  async *content(id: number): AsyncGenerator<Uint8Array> {
    for (let position = 0; ; position += 1) {
      const [row] = await this.database.rows<{ content: Uint8Array }>(
        sql`select content from import_chunk where import_id = ${id} and position = ${position}`,
      );
      if (!row) return;
      yield row.content;
    }
  }

  async errorsIn(id: number, from: number, to: number): Promise<ReadonlySet<number>> {
    const rows = await this.database.rows<{ line: number }>(sql`
      select line from import_row
      where import_id = ${id} and line between ${from} and ${to} and outcome = 'error'`);
    return new Set(rows.map(({ line }) => line));
  }

  forgetRows(taken: TakenImport, limit: number, until: Date): Promise<number> {
    return this.unit.run(async () => {
      const isOurs = await this.changed(sql`
        update import_job set line = 0, created = 0, updated = 0, skipped = 0, errors = 0, copies = 0,
                              taken_until = ${until}
        where ${ours(taken)} returning id`);
      return isOurs ? this.removeRows(taken.id, limit) : 0;
    });
  }

  begin(taken: TakenImport, { lines, reading }: OpenedFile, until: Date): Promise<boolean> {
    return this.changed(sql`
      update import_job set lines = ${lines}, reading = ${storable(reading)}::jsonb, taken_until = ${until}
      where ${ours(taken)} returning id`);
  }

  prolong(taken: TakenImport, until: Date): Promise<boolean> {
    return this.changed(sql`update import_job set taken_until = ${until} where ${ours(taken)} returning id`);
  }

  /** A dry run stores nothing, so that it comes no further by it. */
  keep(taken: TakenImport, rows: readonly ImportedRow[], until: Date): Promise<boolean> {
    return this.changed(sql`
      with given as materialized (
        select * from jsonb_to_recordset(${storable(rows)}::jsonb)
          as row (line int, outcome text, reasons jsonb, notes jsonb, isbn13 text, title text, copies int, "bookId" bigint)
      ), kept as (
        update import_job set taken_until = ${until}, tries = case when ${taken.options.dryRun} then tries else 0 end,
          line = greatest(import_job.line, (select max(line) from given)),
          created = created + (select count(*) from given where outcome = 'created'),
          updated = updated + (select count(*) from given where outcome = 'updated'),
          skipped = skipped + (select count(*) from given where outcome = 'skipped'),
          errors = errors + (select count(*) from given where outcome = 'error'),
          copies = import_job.copies + (select sum(copies) from given)
        where ${ours(taken)} returning id
      )
      insert into import_row (import_id, line, outcome, reasons, notes, isbn13, title, copies, book_id)
      select id, line, outcome, reasons, notes, isbn13, title, copies, "bookId" from kept cross join given
      returning import_id`);
  }

  complete(taken: TakenImport, at: Date): Promise<boolean> {
    return this.end(sql`status = 'completed', ended_at = ${at}`, ours(taken));
  }

  fail(taken: TakenImport, failure: FieldFault, at: Date): Promise<boolean> {
    return this.end(
      sql`status = 'failed', failure = ${storable(failure)}::jsonb, ended_at = ${at}`,
      ours(taken),
    );
  }

  release(taken: TakenImport): Promise<boolean> {
    return this.changed(sql`
      update import_job set taken_until = null, tries = greatest(tries - 1, 0) where ${ours(taken)} returning id`);
  }

  removeExpired(now: Date, limit: number): Promise<boolean> {
    return this.unit.run(async () => {
      const [job] = await this.unit.rows<{ id: number }>(sql`
        select id from import_job where expires_at <= ${now} order by expires_at limit 1 for update skip locked`);
      if (!job) return false;
      const removed = await this.removeRows(job.id, limit);
      if (removed < limit) await this.unit.rows(sql`delete from import_job where id = ${job.id}`);
      return true;
    });
  }

  private async removeRows(id: number, limit: number): Promise<number> {
    const [removed] = await this.unit.rows<{ count: number }>(sql`
      with removed as (
        delete from import_row where ctid = any (array(
          select ctid from import_row where import_id = ${id} order by line limit ${limit}))
        returning 1)
      select count(*)::int as count from removed`);
    return removed?.count ?? 0;
  }

  /** Nobody needs the file after that. */
  private end(changes: Sql, which: Sql): Promise<boolean> {
    return this.changed(sql`
      with ended as (
        update import_job set ${changes}, taken_until = null where ${which} returning id
      ), removed as (
        delete from import_chunk where import_id in (select id from ended)
      )
      select id from ended`);
  }

  private changed(statement: Sql): Promise<boolean> {
    return this.unit.run(async () => (await this.unit.rows(statement)).length > 0);
  }
}

function ours({ id, attempt }: TakenImport): Sql {
  return sql`import_job.id = ${id} and import_job.attempt = ${attempt} and import_job.status = 'running'`;
}

function takenOf({ patronId, role, apiKey, ...row }: TakenRow): TakenImport {
  return {
    ...row,
    options: row.options satisfies ImportOptions,
    caller: { patronId, role, ...(apiKey !== null && { apiKey }) },
  };
}

/** As JSON. A text of a file may have characters that PostgreSQL cannot store. */
function storable(value: object): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'string' ? each.replaceAll('\0', '\uFFFD').toWellFormed() : each,
  );
}
