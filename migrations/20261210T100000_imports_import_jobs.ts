import { Migration } from '@mikro-orm/migrations';

/**
 * Files of books that were sent over HTTP: the import, its file in chunks, and the outcome of each row. All of it goes
 * after a week. A worker that takes an import gets the next attempt, and writes only while that is the last one.
 */
export class ImportsImportJobs extends Migration {
  override up(): void {
    this.addSql(`
      create table import_job (
        id bigint generated always as identity primary key,
        status text not null constraint import_job_status_known
          check (status in ('waiting', 'running', 'completed', 'failed', 'cancelled')),
        file_name text not null,
        size integer not null,
        options jsonb not null,
        created_by bigint not null,
        created_role text not null,
        created_key bigint,
        request_id text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        lines integer,
        reading jsonb,
        line integer not null default 0,
        created integer not null default 0,
        updated integer not null default 0,
        skipped integer not null default 0,
        errors integer not null default 0,
        copies integer not null default 0,
        failure jsonb,
        attempt integer not null default 0,
        tries integer not null default 0,
        taken_until timestamptz
      )`);
    this.addSql("create index import_job_open on import_job (id) where status in ('waiting', 'running')");
    this.addSql('create index import_job_age on import_job (expires_at)');
    this.makeParts();
  }

  private makeParts(): void {
    this.addSql(`
      create table import_chunk (
        import_id bigint not null references import_job on delete cascade,
        position integer not null,
        content bytea not null,
        primary key (import_id, position)
      )`);
    this.addSql('alter table import_chunk alter column content set storage external');
    this.addSql(`
      create table import_row (
        import_id bigint not null references import_job on delete cascade,
        line integer not null,
        outcome text not null constraint import_row_outcome_known
          check (outcome in ('created', 'updated', 'skipped', 'error')),
        reasons jsonb not null,
        notes jsonb not null,
        isbn13 text,
        title text,
        copies integer not null,
        book_id bigint,
        primary key (import_id, line)
      )`);
    this.addSql('create index import_row_outcome on import_row (import_id, outcome, line)');
  }

  override down(): void {
    this.addSql('drop table import_row');
    this.addSql('drop table import_chunk');
    this.addSql('drop table import_job');
  }
}
