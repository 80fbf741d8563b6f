import { Redis } from 'ioredis';

const seconds = 60;

/** An answer as it is sent, with the body as text. */
interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AnswerStore {
  get(url: string): Promise<Answer | undefined>;
  set(url: string, answer: Answer): Promise<void>;
}

class MemoryAnswers implements AnswerStore {
  private readonly kept = new Map<string, { answer: Answer; until: number }>();

  async get(url: string): Promise<Answer | undefined> {
    const found = this.kept.get(url);
    return found && found.until > Date.now() ? found.answer : undefined;
  }

  async set(url: string, answer: Answer): Promise<void> {
    this.kept.set(url, { answer, until: Date.now() + seconds * 1_000 });
  }
}

class RedisAnswers implements AnswerStore {
  private readonly redis: Redis;

  /** @param prefix of the keys, so that programs that share a Redis do not share answers */
  constructor(
    url: string,
    private readonly prefix: string,
  ) {
    this.redis = new Redis(url);
  }

  async get(url: string): Promise<Answer | undefined> {
    const found = await this.redis.get(`${this.prefix}:${url}`);
    return found === null ? undefined : (JSON.parse(found) as Answer);
  }

  async set(url: string, answer: Answer): Promise<void> {
    await this.redis.set(`${this.prefix}:${url}`, JSON.stringify(answer), 'EX', seconds);
  }
}

/** Undefined without a cache. */
export function openAnswers(kind: string, redisUrl: string, prefix: string): AnswerStore | undefined {
  if (kind === 'redis') return new RedisAnswers(redisUrl, prefix);
  return kind === 'memory' ? new MemoryAnswers() : undefined;
}
