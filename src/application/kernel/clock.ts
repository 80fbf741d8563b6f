/** What time it is. A port, so that tests can stand still or travel. */
export interface Clock {
  now(): Date;
}
export const Clock = Symbol('kernel.Clock');
