const dayMs = 86_400_000;

/** Whole days from one local day (2026-12-01) to another; negative when the other is earlier. */
export function daysFrom(day: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(day)) / dayMs);
}

/** The local day `days` days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
