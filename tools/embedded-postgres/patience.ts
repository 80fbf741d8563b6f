import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from './system.js';

/** A fault that passes by itself, such as a server that is just being stopped by another process. */
export class PassingFault extends Error {}

const LOOK_AGAIN_MS = 20;
/** PostgreSQL: stopped by an operator, crashed, starting up or shutting down, full, a lock not had in time. */
const PASSING_STATES = ['57P01', '57P02', '57P03', '53300', '55P03'];
const PASSING_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', ...PASSING_STATES];
const PASSING_WORDS = /connection terminated|timeout expired|connection error and is not queryable/i;

/** True for what a second try may cure: the server was stopping, starting, or not there yet. */
export function isPassing(error: unknown): boolean {
  if (error instanceof PassingFault) return true;
  return error instanceof Error && (hasCode(error, ...PASSING_CODES) || PASSING_WORDS.test(error.message));
}

/** Looks again and again until `done` says true; false when `ms` milliseconds went by before that. */
export async function until(done: () => Promise<boolean>, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!(await done())) {
    if (performance.now() > deadline) return false;
    await pause(LOOK_AGAIN_MS);
  }
  return true;
}

/** Does the work, and does it again while it fails with a passing fault, for at most `ms` milliseconds. */
export async function persist<T>(work: () => Promise<T>, ms: number): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) throw error;
      await pause(LOOK_AGAIN_MS);
    }
  }
}
