import { Redis } from 'ioredis';

/** A finished answer of a list. */
export interface Kept {
  readonly body: string;
  readonly total: string;
  readonly link: string;
}

interface Cache {
  get(url: string): Promise<Kept | undefined> | Kept | undefined;
  set(url: string, answer: Kept): void;
}

const lifeSeconds = 60;

const none: Cache = { get: () => undefined, set: () => undefined };

function inMemory(): Cache {
  const kept = new Map<string, { readonly answer: Kept; readonly until: number }>();
  return {
    get: (url) => {
      const found = kept.get(url);
      return found && found.until > Date.now() ? found.answer : undefined;
    },
    set: (url, answer) => void kept.set(url, { answer, until: Date.now() + lifeSeconds * 1_000 }),
  };
}

/** Stored as three lines with the body last, so that no parsing is needed. */
function inRedis(redis: Redis): Cache {
  return {
    get: async (url) => {
      const text = await redis.get(url);
      if (text === null) return undefined;
      const first = text.indexOf('\n');
      const second = text.indexOf('\n', first + 1);
      return {
        total: text.slice(0, first),
        link: text.slice(first + 1, second),
        body: text.slice(second + 1),
      };
    },
    set: (url, { total, link, body }) =>
      void redis.set(url, `${total}\n${link}\n${body}`, 'EX', lifeSeconds).catch(() => undefined),
  };
}

function chosen(): Cache {
  if (process.env['CACHE'] === 'memory') return inMemory();
  if (process.env['CACHE'] === 'redis') {
    return inRedis(new Redis(process.env['REDIS_URL'] ?? ''));
  }
  return none;
}

export const cache = chosen();
