import type { JobRun } from '../../../application/kernel/operations/job-runs.js';

export const jobStates = ['ok', 'late', 'failing', 'waiting'] as const;
export type JobState = (typeof jobStates)[number];

/** A worker that restarts, or a busy one, is late without anything being wrong. In seconds. */
const grace = 300;

/** How a job is at a moment: late when it has missed two runs. */
export function jobState(run: Omit<JobRun, 'schedule'>, now: Date): JobState {
  if (run.failures > 0) return 'failing';
  if (run.succeededAt === null) return 'waiting';
  const age = (now.getTime() - run.succeededAt.getTime()) / 1_000;
  return age > 2 * run.intervalSeconds + grace ? 'late' : 'ok';
}
