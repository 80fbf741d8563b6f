import { EventEmitter } from 'node:events';
import sinon from 'sinon';
import type { RedisConnection } from '../../src/infrastructure/kernel/redis/redis.js';

/**
 * A Redis connection without a server, for tests that decide the answer and the time of each command. A test emits its
 * events. It has the commands that this project sends.
 */
export class StubRedis extends EventEmitter {
  /** The status as ioredis names it: `end` after `disconnect()`. */
  status = 'ready';
  readonly ping = sinon.stub().resolves('PONG');
  readonly get = sinon.stub().resolves(null);
  readonly mget = sinon.stub().callsFake((...keys: string[]) => Promise.resolve(keys.map(() => null)));
  readonly del = sinon.stub().resolves(1);
  readonly eval = sinon.stub().resolves(null);
  readonly subscribe = sinon.stub().resolves(1);
  readonly disconnect = sinon.stub();

  /** The stub as a connection. */
  get connection(): RedisConnection {
    return this as unknown as RedisConnection;
  }
}

/** A command that is never answered, as by a server that hangs. */
export const noAnswer = (): Promise<never> => new Promise<never>(() => undefined);
