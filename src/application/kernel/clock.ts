/** The current time. It is a port, so that tests can set the time. */
export interface Clock {
  now(): Date;
}
export const Clock = Symbol('kernel.Clock');
