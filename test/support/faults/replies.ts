import type { Reply } from '../ask.js';

/** The frequency of each outcome, such as `200 1200 times, 503 4 times`, the most frequent first. */
export function tallyOf(replies: readonly Pick<Reply, 'outcome'>[]): string {
  const counts = new Map<Reply['outcome'], number>();
  for (const { outcome } of replies) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([outcome, count]) => `${count} × ${outcome}`).join(' · ');
}

/** A percentile of the response times in milliseconds; 0 without answers. */
export function percentile(replies: readonly Pick<Reply, 'ms'>[], percent: number): number {
  const sorted = replies.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

export const slowest = (replies: readonly Pick<Reply, 'ms'>[]): number => percentile(replies, 100);

export const isDone = ({ outcome }: Pick<Reply, 'outcome'>): boolean => outcome === 200 || outcome === 201;

/** Not executed, and answered as the API promises: 503 with Retry-After. */
export const isPutOff = ({ outcome, headers }: Pick<Reply, 'outcome' | 'headers'>): boolean =>
  outcome === 503 && /^[1-9]\d*$/.test(headers['retry-after'] ?? '');

/** Unexpected answers: everything that is neither done nor a promised 503. */
export function failures(replies: readonly Reply[]): string[] {
  const failed = replies.filter((reply) => !isDone(reply) && !isPutOff(reply));
  return failed.map(({ outcome, text, ms }) => `${outcome} after ${ms.toFixed(0)} ms: ${text.slice(0, 200)}`);
}
