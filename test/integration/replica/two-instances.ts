import { createConfig, type Config } from '../../../config/index.js';
import { withMigrations } from '../../../src/composition/database/migrating.js';
import { seedStandard } from '../../../src/composition/database/seeding.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { ask, type Question, type Reply } from '../../support/ask.js';
import { addPerson } from '../../support/people.js';
import { seededAt } from '../../support/postgres.js';
import type { TestRedis } from '../../support/redis.js';
import { startReplicated, type Replicated } from '../../support/replica.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';

/** The instance that is called: they share PostgreSQL, its replica, and Redis. */
export type Which = 0 | 1;

/** Two instances that read from a real streaming replica, and helpers to write and read through each. */
export class TwoInstances {
  private constructor(
    readonly pair: Replicated,
    private readonly running: readonly [RunningService, RunningService],
  ) {}

  /** @param way leads to the replica, if not the direct way */
  static async start(redis: TestRedis, way?: (url: string) => Promise<string>): Promise<TwoInstances> {
    const pair = await startReplicated(async (databaseUrl) => {
      const config = createConfig('test', { databaseUrl });
      await withMigrations(config, (migrations) => migrations.up());
      await seedStandard(config, seededAt);
    });
    const databaseReplicaUrl = (await way?.(pair.replicaUrl)) ?? pair.replicaUrl;
    const config: Partial<Config> = {
      databaseUrl: pair.primaryUrl,
      databaseReplicaUrl,
      redisUrl: redis.url,
      databasePoolMax: 6,
    };
    return new TwoInstances(pair, [await startService({ config }), await startService({ config })]);
  }

  async stop(): Promise<void> {
    for (const each of this.running) await each.stop();
    await this.pair.remove();
  }

  async librarian(): Promise<string> {
    return (await addPerson(this.running[0], 'librarian')).token;
  }

  /** @throws Error when there is no answer, or an unexpected one */
  async title(id: number, token?: string, which: Which = 0): Promise<string> {
    const { outcome, text } = await this.asked(id, token === undefined ? {} : { token }, which);
    if (outcome !== 200) throw new Error(`GET was answered with ${outcome}: ${text}`);
    return (JSON.parse(text) as { title: string }).title;
  }

  async rename(id: number, title: string, token: string, which: Which = 0): Promise<void> {
    const { outcome, text } = await this.asked(id, { method: 'PUT', token, json: { title } }, which);
    if (outcome !== 200) throw new Error(`PUT was answered with ${outcome}: ${text}`);
  }

  /** Sends a request about a book, whatever the outcome. */
  asked(id: number, question: Question = {}, which: Which = 0): Promise<Reply> {
    return ask(`${this.running[which].url}/v1/books/${id}`, question);
  }

  /** A book that nobody has borrowed. Returns its number. */
  async newBook(token: string): Promise<number> {
    const json = { title: 'A new book', copies: 1 };
    const { text } = await ask(`${this.running[0].url}/v1/books`, { method: 'POST', token, json });
    return (JSON.parse(text) as { id: number }).id;
  }

  /** How many of the reads that may use the replica were answered by it, or by the primary, so far. */
  from(server: 'replica' | 'primary', which: Which = 0): number {
    return this.running[which].service.container.resolve(Database).replica?.answered[server] ?? 0;
  }

  /** Reads until both instances read from the replica. */
  async inUse(): Promise<void> {
    for (const which of [0, 1] as const) {
      await until(async () => {
        const before = this.from('replica', which);
        await this.title(1, undefined, which);
        return this.from('replica', which) > before;
      }, 20_000);
    }
  }
}
