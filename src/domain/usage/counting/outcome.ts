/**
 * What became of a call. `brownout` and `gone` are the 410 of a deprecated operation, before and after its sunset. A
 * `rehearsal` asked to be answered as on a later day: it is no use of anything that ends then.
 */
export const outcomes = ['2xx', '304', '4xx', '5xx', 'gone', 'brownout', 'rehearsal'] as const;
export type Outcome = (typeof outcomes)[number];

const ends: Readonly<Record<string, Outcome>> = { 'request.gone': 'gone', 'request.brownout': 'brownout' };

/** @param code of the refusal, if the answer is one */
export function outcomeOf(status: number, code: string | undefined): Outcome {
  if (status < 300) return '2xx';
  if (status === 304) return '304';
  if (status >= 500) return '5xx';
  if (status < 400) return '2xx';
  return (code === undefined ? undefined : ends[code]) ?? '4xx';
}
