/** At most `points` requests in `seconds`. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

const secondsPer = { day: 86_400, hour: 3_600, minute: 60, second: 1 };
type Unit = keyof typeof secondsPer;

const pattern = /^(?<points>[1-9]\d{0,8}) per (?:(?<count>[1-9]\d{0,3}) )?(?<unit>second|minute|hour|day)s?$/;

/** Parses `5 per 10 minutes`, `5 per 10 minute` or `200 per day`. Throws a RangeError for anything else. */
export function parseLimit(text: string): Limit {
  const found = pattern.exec(text)?.groups;
  if (!found) throw new RangeError('A limit must read like "5 per 10 minutes"');
  const span = Number(found['count'] ?? 1) * secondsPer[found['unit'] as Unit];
  return { points: Number(found['points']), seconds: span };
}

/** The inverse of parseLimit, in the largest unit that fits: 600 seconds are `10 minutes`. */
export function formatLimit({ points, seconds }: Limit): string {
  const fits = ([, length]: [string, number]) => seconds % length === 0;
  const [unit, length] = Object.entries(secondsPer).find(fits) ?? ['second', 1];
  const count = seconds / length;
  return `${points} per ${count === 1 ? unit : `${count} ${unit}s`}`;
}
