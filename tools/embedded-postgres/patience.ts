import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from './system.js';

/** A temporary error, for example because another process is stopping the server. */
export class PassingFault extends Error {}

const LOOK_AGAIN_MS = 20;
/** PostgreSQL: stopped by an operator, crashed, starting up or shutting down, out of connections, lock timeout. */
const PASSING_STATES = ['57P01', '57P02', '57P03', '53300', '55P03'];
const PASSING_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', ...PASSING_STATES];
const PASSING_WORDS = /connection terminated|timeout expired|connection error and is not queryable/i;

/** Whether another try may succeed: the server was stopping, starting, or not there yet. */
export function isPassing(error: unknown): boolean {
  if (error instanceof PassingFault) return true;
  return error instanceof Error && (hasCode(error, ...PASSING_CODES) || PASSING_WORDS.test(error.message));
}

/** Polls `done` until it returns true; returns false after `ms` milliseconds. */
export async function until(done: () => Promise<boolean>, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!(await done())) {
    if (performance.now() > deadline) return false;
    await pause(LOOK_AGAIN_MS);
  }
  return true;
}

/** Runs the work, and repeats it after temporary errors, for at most `ms` milliseconds. */
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
