import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import type { JobRun, JobRuns } from '../../../application/kernel/operations/job-runs.js';
import { Database } from '../postgres/database.js';
import { SqlUnitOfWork } from '../unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlJobRuns implements JobRuns {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async expect(jobs: readonly Pick<JobRun, 'job' | 'schedule' | 'intervalSeconds'>[]): Promise<void> {
    const names = jobs.map(({ job }) => job);
    const schedules = jobs.map(({ schedule }) => schedule);
    const intervals = jobs.map(({ intervalSeconds }) => intervalSeconds);
    await this.unit.run(async () => {
      await this.unit.rows(sql`delete from job_run where job <> all (${names}::text[])`);
      await this.unit.rows(sql`
        insert into job_run (job, schedule, interval_seconds)
        select * from unnest(${names}::text[], ${schedules}::text[], ${intervals}::int[]) as given (job, schedule, seconds)
        order by 1
        on conflict (job) do update
          set schedule = excluded.schedule, interval_seconds = excluded.interval_seconds`);
    });
  }

  async ended(job: string, startedAt: Date, error?: unknown): Promise<void> {
    const now = this.clock.now();
    const outcome =
      error === undefined
        ? sql`succeeded_at = ${now}, failures = 0, fault = null`
        : sql`failed_at = ${now}, failures = failures + 1, fault = ${kindOf(error)}`;
    await this.unit.run(() =>
      this.unit.rows(sql`
        update job_run set started_at = ${startedAt}, ended_at = ${now}, ${outcome} where job = ${job}`),
    );
  }

  list(): Promise<JobRun[]> {
    return this.database.rows<JobRun>(sql`
      select job, schedule, interval_seconds as "intervalSeconds", started_at as "startedAt", ended_at as "endedAt",
             succeeded_at as "succeededAt", failed_at as "failedAt", failures, fault
      from job_run order by job`);
  }
}

/** The name of an error, and the code that drivers give it. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? `${error.name} ${code}` : error.name;
}
