import { type InjectionToken } from 'tsyringe';

/**
 * What is done: all that there is to do at this moment; nothing, when it was done before. Killed at any point, it leaves
 * nothing half done that the next run does not finish.
 * @param stop aborted when the process is asked to end: then no further lot is begun
 */
type Run<Service> = (service: Service, stop: AbortSignal) => Promise<void>;

interface Declaration<Service> {
  /** The feature and what is done, for example `accounts.remove_expired_sessions`. */
  readonly name: string;
  /** Minute, hour, day, month and weekday as cron has them, in UTC. What goes by the local day looks at the clock itself. */
  readonly schedule: string;
  /** The application's service that does it. */
  readonly service: InjectionToken<Service>;
  readonly run: Run<Service>;
}

/** A job of the background process, of any service. It runs when a worker starts, and then by its schedule. */
export interface WorkerJob extends Omit<Declaration<never>, 'service'> {
  readonly service: InjectionToken<unknown>;
}

/** Declares a job. */
export function workerJob<Service>(declaration: Declaration<Service>): WorkerJob {
  return declaration;
}
