import { type InjectionToken } from 'tsyringe';

/**
 * Does all work that is due at this moment; does nothing if it was done before. If it is killed at any point, the next
 * run completes the work.
 * @param stop aborted when the process shall end; then no further batch is started
 */
type Run<Service> = (service: Service, stop: AbortSignal) => Promise<void>;

interface Declaration<Service> {
  /** The feature and the task, for example `accounts.remove_expired_sessions`. */
  readonly name: string;
  /**
   * Minute, hour, day, month and weekday in cron syntax, in UTC. A job that depends on the local day reads the clock.
   */
  readonly schedule: string;
  /** The application service that does the work. */
  readonly service: InjectionToken<Service>;
  readonly run: Run<Service>;
}

/** A job of the background process. It runs when a worker starts, and then on its schedule. */
export interface WorkerJob extends Omit<Declaration<never>, 'service'> {
  readonly service: InjectionToken<unknown>;
}

/** Declares a job. */
export function workerJob<Service>(declaration: Declaration<Service>): WorkerJob {
  return declaration;
}
