import { Migration } from '@mikro-orm/migrations';

/** The last runs of each job of the worker: the queue itself forgets a job once it is done. */
export class KernelJobRuns extends Migration {
  override up(): void {
    this.addSql(`
      create table job_run (
        job text primary key,
        schedule text not null,
        interval_seconds integer not null,
        started_at timestamptz,
        ended_at timestamptz,
        succeeded_at timestamptz,
        failed_at timestamptz,
        failures integer not null default 0,
        fault text
      )`);
  }

  override down(): void {
    this.addSql('drop table job_run');
  }
}
