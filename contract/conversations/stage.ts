import { createConfig } from '../../config/index.js';
import { Idempotency, keyInUse } from '../../src/application/kernel/storage/idempotency.js';
import { bootstrap, type Override, type Service } from '../../src/composition/start/bootstrap.js';
import { Refusal } from '../../src/domain/kernel/refusal.js';
import { EventLoop } from '../../src/interface/kernel/app/event-loop.js';
import { listen } from '../../src/interface/kernel/app/http-server.js';
import { HandClock, withClock } from '../../test/support/clock.js';
import { tokenFor } from '../../test/support/people.js';
import { SharedEventLoop } from '../../test/support/shared-event-loop.js';
import { configFor, freshLibrary } from '../library/library.js';
import { people } from '../library/branch-1/people.js';
import type { Conversation, Fault, Who } from './conversation.js';

/** A complete service, reached over HTTP, for one conversation. */
export interface Stage {
  readonly url: string;
  readonly clock: HandClock;
  /** The `Authorization` header of a person at this moment. */
  authorizationOf(who: Who): string;
  close(): Promise<void>;
}

/** Changes a service before its first request, for example to plant a defect. */
export type Tamper = (service: Service) => void;

const nowhere = 'postgresql://nobody@127.0.0.1:1/none';

const faults: Readonly<Record<Fault, Override>> = {
  'database-away': () => undefined,
  'key-in-use': (container) =>
    container.registerInstance(Idempotency, {
      once: () => Promise.reject(new Refusal(keyInUse)),
    } satisfies Idempotency),
};

/** Starts a service with the content, time and settings of a conversation. */
export async function openStage(
  { seed, clock: start, config, fault }: Omit<Conversation, 'steps'>,
  tamper?: Tamper,
): Promise<Stage> {
  const database = fault === 'database-away' ? { databaseUrl: nowhere } : configFor(await freshLibrary(seed));
  const clock = new HandClock(new Date(start));
  const settings = createConfig('test', { ...config, ...database, libraryTimeZone: 'UTC' });
  const service = await bootstrap(settings, [
    withClock(clock),
    (container) => container.registerInstance(EventLoop, new SharedEventLoop()),
    ...(fault ? [faults[fault]] : []),
  ]);
  tamper?.(service);
  const server = await listen(service.app, '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${server.port}`,
    clock,
    authorizationOf: (who) => `Bearer ${tokenFor(service, people[who])}`,
    close: async () => {
      await server.close(0);
      await service.close();
    },
  };
}
