/** What day and hour it is where the library stands. Told by the composition. */
export interface LocalTime {
  /** The local day of `instant`, such as 2026-12-01. */
  day(instant: Date): string;
  /** The local hour of `instant`, from 0 to 23. */
  hour(instant: Date): number;
  /** The last second of a local day. */
  endOf(day: string): Date;
}
export const LocalTime = Symbol('kernel.LocalTime');
