import { type InjectionToken } from 'tsyringe';

/** What a job does, as a class that gets its services injected. */
export interface JobHandler {
  /**
   * Does all that there is to do at this moment; nothing, when it was done before. Killed at any point, it leaves
   * nothing half done that the next run does not finish.
   * @param stop aborted when the process is asked to end: then no further lot is begun
   */
  run(stop: AbortSignal): Promise<void>;
}

/** A job of the background process. It runs when a worker starts, and then by its schedule. */
export interface WorkerJob {
  /** The feature and what is done, for example `accounts.remove_expired_sessions`. */
  readonly name: string;
  /** Minute, hour, day, month and weekday as cron has them, in UTC. What goes by the local day looks at the clock itself. */
  readonly schedule: string;
  readonly handler: InjectionToken<JobHandler>;
}
