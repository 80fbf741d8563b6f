import type { SignedIn } from '../../src/application/kernel/request/caller.js';
import { HandClock, withClock } from '../support/clock.js';
import { addPerson } from '../support/people.js';
import { startService } from '../support/service.js';

/** The facts about the service that a client of any age needs. */
export interface Head {
  readonly url: string;
  /** Creates an account with this role. */
  account(role: SignedIn['role']): Promise<{ readonly email: string; readonly password: string }>;
  /** Moves the clock forward by so many days. */
  daysGoBy(days: number): void;
  stop(): Promise<void>;
}

/**
 * The current service with an empty library, on 1 December 2026. When the test helpers change, this file changes with
 * them, so that the clients beside it never have to.
 */
export async function startHead(): Promise<Head> {
  const clock = new HandClock(new Date('2026-12-01T09:30:00.000Z'));
  const config = { limitLogin: { points: 100_000, seconds: 60 } };
  const running = await startService({ content: 'migrated', config, overrides: [withClock(clock)] });
  return {
    url: running.url,
    account: (role) => addPerson(running, role),
    daysGoBy: (days) => clock.advance({ days }),
    stop: () => running.stop(),
  };
}
