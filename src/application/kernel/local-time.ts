/** Days and hours in the library's own time zone. */
export interface LocalTime {
  /** The local day of `instant`, such as 2026-12-01. */
  day(instant: Date): string;
  /** The local hour of `instant`, from 0 to 23. */
  hour(instant: Date): number;
  /** The last second of a local day. */
  endOf(day: string): Date;
  /** The last second of the local day that is `days` days after the local day of `from`. */
  endOfDay(from: Date, days: number): Date;
  /** ISO weekday (1 is Monday) of the local day of `instant`. */
  weekday(instant: Date): number;
}
export const LocalTime = Symbol('kernel.LocalTime');
