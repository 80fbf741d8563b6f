import type { FastifyReply, FastifyRequest } from 'fastify';
import { Redis } from 'ioredis';

/** A finished answer. */
interface Kept {
  readonly headers: { readonly 'x-total-count': string; readonly link: string };
  readonly body: string;
}

interface Store {
  get(key: string): Promise<Kept | undefined>;
  set(key: string, kept: Kept): Promise<unknown>;
}

const lifeSeconds = 60;

function memoryStore(): Store {
  const entries = new Map<string, { readonly kept: Kept; readonly until: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      return Promise.resolve(entry && entry.until > Date.now() ? entry.kept : undefined);
    },
    set: (key, kept) => Promise.resolve(entries.set(key, { kept, until: Date.now() + lifeSeconds * 1_000 })),
  };
}

function redisStore(redis: Redis): Store {
  return {
    get: async (key) => {
      const found = await redis.get(key);
      return found === null ? undefined : (JSON.parse(found) as Kept);
    },
    set: (key, kept) => redis.set(key, JSON.stringify(kept), 'EX', lifeSeconds),
  };
}

const noStore: Store = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };

function chosenStore(): Store {
  if (process.env['CACHE'] === 'memory') return memoryStore();
  if (process.env['CACHE'] === 'redis') return redisStore(new Redis(process.env['REDIS_URL'] ?? ''));
  return noStore;
}

const store = chosenStore();
const fromCache = new WeakSet<FastifyRequest>();

/** Two hooks: one answers from the cache, the other stores new answers. */
export const cache = {
  answer: async (request: FastifyRequest, reply: FastifyReply) => {
    const kept = await store.get(request.url);
    if (!kept) return;
    fromCache.add(request);
    return reply.headers(kept.headers).type('application/json; charset=utf-8').send(kept.body);
  },

  keep: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (reply.statusCode === 200 && typeof payload === 'string' && !fromCache.has(request)) {
      const { 'x-total-count': total, link } = reply.getHeaders();
      await store.set(request.url, {
        headers: { 'x-total-count': String(total), link: String(link) },
        body: payload,
      });
    }
    return payload;
  },
};
