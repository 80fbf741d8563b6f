/** The lengths of the fields of a schedule, in seconds: a value in the field repeats after so long. */
const units = [3_600, 86_400, 31 * 86_400];
const minute = 60;

/**
 * The longest usual time from one run of a schedule to the next, in seconds. Good enough to notice that a job did not
 * run: it knows single numbers, `*` and steps such as one of ten minutes for minutes, hours and days.
 */
export function intervalOf(schedule: string): number {
  const [minutes = '*', hours = '*', days = '*', , weekdays = '*'] = schedule.split(' ');
  if (weekdays !== '*') return 7 * 86_400;
  const lengths = [minutes, hours, days].map((field, at) => lengthOf(field, at));
  return lengths.findLast((length) => length !== undefined) ?? minute;
}

/** Undefined for a field that sets nothing. */
function lengthOf(field: string, at: number): number | undefined {
  if (field === '*') return undefined;
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  if (step === undefined) return units[at];
  return Number(step) * (at === 0 ? minute : (units[at - 1] ?? minute));
}
