import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { redis } from './redis.js';

/** A finished answer. */
interface Held {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Store {
  get(url: string): Promise<Held | undefined>;
  set(url: string, held: Held): Promise<unknown>;
  clear(): Promise<unknown>;
}

const lifeSeconds = 60;
const kept = ['etag', 'link', 'x-total-count'];

function memoryStore(): Store {
  const lists = new LRUCache<string, Held>({
    ttl: lifeSeconds * 1_000,
    maxSize: 32 * 1_048_576,
    sizeCalculation: ({ body }) => body.length,
  });
  return {
    get: async (url) => lists.get(url),
    set: async (url, held) => lists.set(url, held),
    clear: async () => lists.clear(),
  };
}

/** The keys are in a set, so that a loan can remove all lists. */
function redisStore(shared: NonNullable<typeof redis>): Store {
  return {
    get: async (url) => {
      const found = await shared.get(url);
      return found === null ? undefined : (JSON.parse(found) as Held);
    },
    set: (url, held) =>
      shared.multi().set(url, JSON.stringify(held), 'EX', lifeSeconds).sadd('lists', url).exec(),
    clear: async () => shared.unlink('lists', ...(await shared.smembers('lists'))),
  };
}

const store = redis ? redisStore(redis) : memoryStore();

/** Hooks of a list: one answers from the store, the other stores new answers. */
export const heldLists = {
  preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
    const held = await store.get(request.url);
    reply.header('x-cache', held ? 'HIT' : 'MISS');
    if (held) return reply.headers(held.headers).type('application/json; charset=utf-8').send(held.body);
  },

  onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const isNew = reply.statusCode === 200 && reply.getHeader('x-cache') === 'MISS';
    if (isNew && typeof payload === 'string') {
      const headers = kept.flatMap((name) => {
        const value = reply.getHeader(name);
        return value === undefined ? [] : [[name, String(value)]];
      });
      await store.set(request.url, { headers: Object.fromEntries(headers), body: payload });
    }
    return payload;
  },
};

/** After a loan or a return, because lists show how many copies are available. */
export function dropLists(): Promise<unknown> {
  return store.clear();
}
