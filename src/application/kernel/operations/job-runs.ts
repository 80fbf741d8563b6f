/** A job of the worker, and its last runs. */
export interface JobRun {
  readonly job: string;
  /** Minute, hour, day, month and weekday in cron syntax, in UTC. */
  readonly schedule: string;
  /** The usual time from one run to the next. */
  readonly intervalSeconds: number;
  /** The last run that has ended; null: none yet. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly succeededAt: Date | null;
  readonly failedAt: Date | null;
  /** Failed runs since the last one that succeeded. */
  readonly failures: number;
  /** The kind of the last error, without its message, which can quote data. */
  readonly fault: string | null;
}

/** When each job of the worker ran last. Web processes read what workers write. */
export interface JobRuns {
  /** Sets the jobs that there are. Runs of other jobs are forgotten. */
  expect(jobs: readonly Pick<JobRun, 'job' | 'schedule' | 'intervalSeconds'>[]): Promise<void>;
  /** Records a run that ends now. @param error of a run that failed */
  ended(job: string, startedAt: Date, error?: unknown): Promise<void>;
  /** All jobs, by name. */
  list(): Promise<JobRun[]>;
}
export const JobRuns = Symbol('kernel.JobRuns');
