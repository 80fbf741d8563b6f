import { fakedClock } from '../../support/faults/faked-clock.js';

/** The clock of all services of a library. */
export interface LibraryClock {
  /** The environment of the services. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it can be moved: only where libfaketime is installed. */
  readonly canMove: boolean;
  now(): number;
  /** From now on it is so many milliseconds ahead of the true time, if it can be moved. */
  moveAhead(ms: number): Promise<void>;
  remove(): Promise<void>;
}

export async function libraryClock(): Promise<LibraryClock> {
  const faked = await fakedClock();
  let ahead = 0;
  return {
    env: faked?.env ?? {},
    canMove: faked !== undefined,
    now: () => Date.now() + ahead,
    moveAhead: async (ms) => {
      if (!faked) return;
      ahead = ms;
      await faked.jump(ms / 1_000);
    },
    remove: async () => faked?.remove(),
  };
}
