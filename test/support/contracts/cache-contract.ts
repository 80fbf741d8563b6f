import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

import { expect } from 'chai';
import fc from 'fast-check';

import type { Cache } from '../../../src/application/kernel/request/cache.js';
import { until } from '../until.js';

/** Defines the cases that every cache must pass. `cache` is called once in each case, never before it runs. */
export function cacheContract(cache: () => Cache): void {
  const forAMinute = (...tags: string[]): { seconds: number; tags: string[] } => ({ seconds: 60, tags });
  const gives = (value: string) => () => Promise.resolve(value);

  it('computes at first and returns the stored value afterwards', async () => {
    const [shelf, key] = [cache(), randomUUID()];
    for (const value of ['', 'plain', 'line\nline,\n', 'Достоевский 📚', 'x'.repeat(1_000_000)]) {
      const one = key + value.slice(0, 9);
      expect(await shelf.remember(one, forAMinute('a', 'b'), gives(value))).to.eql({ value, hit: false });
      expect(await shelf.remember(one, forAMinute('a', 'b'), gives('other'))).to.eql({ value, hit: true });
    }
  });

  it('computes once for 1,000 parallel misses', async () => {
    const [shelf, key] = [cache(), randomUUID()];
    let computed = 0;
    const compute = async (): Promise<string> => {
      await turn();
      return `computed ${++computed}`;
    };
    const calls = Array.from({ length: 1000 }, () => shelf.remember(key, forAMinute(key), compute));
    const values = new Set((await Promise.all(calls)).map(({ value }) => value));
    expect([...values]).to.eql(['computed 1']);
  });

  it('drops the entries of a tag and no others', async () => {
    const [shelf, id] = [cache(), randomUUID()];
    const remember = (key: string, value: string): Promise<{ value: string }> =>
      shelf.remember(id + key, forAMinute(...key.split('').map((tag) => id + tag)), gives(value));
    for (const key of ['a', 'ab', 'b', '']) await remember(key, 'old');
    await shelf.drop([]);
    await shelf.drop([`${id}a`, `${id}never used`]);
    const now: string[] = [];
    for (const key of ['a', 'ab', 'b', '']) now.push((await remember(key, 'new')).value);
    expect(now).to.eql(['new', 'new', 'old', 'old']);
  });

  it('does not store a value computed during a drop, nor make later calls wait for it', async () => {
    const [shelf, key] = [cache(), randomUUID()];
    const slow = Promise.withResolvers<string>();
    const begun = Promise.withResolvers<void>();
    const early = shelf.remember(key, forAMinute(key), () => {
      begun.resolve();
      return slow.promise;
    });
    await begun.promise;
    await shelf.drop([key]);
    expect(await shelf.remember(key, forAMinute(key), gives('new'))).to.eql({ value: 'new', hit: false });
    slow.resolve('old');
    expect(await early).to.eql({ value: 'old', hit: false });
    expect(await shelf.remember(key, forAMinute(key), gives('newer'))).to.eql({ value: 'new', hit: true });
  });

  it('never answers a call with a value older than the last drop before it', async () => {
    const step = fc.oneof(
      fc.record({ read: fc.constantFrom('a', 'b', 'ab'), turns: fc.nat(3) }),
      fc.record({ change: fc.constantFrom('a', 'b') }),
      fc.constant('wait' as const),
    );
    const shelf = cache();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const world = new World(shelf);
        const running: Promise<void>[] = [];
        for (const next of steps) {
          if (next === 'wait') await Promise.all(running);
          else running.push('read' in next ? world.read(next.read, next.turns) : world.change(next.change));
          await turn();
        }
        await Promise.all(running);
      }),
      { numRuns: 100 },
    );
  });

  it('does not store an error, which all waiting callers receive', async () => {
    const [shelf, key] = [cache(), randomUUID()];
    let failures = 0;
    const failing = async (): Promise<string> => {
      // Replies arrive in order: when this one has arrived, all the other calls have joined.
      await shelf.remember(`${key} afterwards`, forAMinute(), gives('done'));
      throw new Error(`failure ${++failures}`);
    };
    const calls = Array.from({ length: 20 }, () => shelf.remember(key, forAMinute(key), failing));
    const reasons = (await Promise.allSettled(calls)).map((end) => end.status === 'rejected' && end.reason);
    expect(new Set(reasons.map(String))).to.eql(new Set(['Error: failure 1']));
    expect(await shelf.remember(key, forAMinute(key), gives('fine'))).to.eql({ value: 'fine', hit: false });
  });

  it('expires an entry after its seconds', async () => {
    const [shelf, key] = [cache(), randomUUID()];
    const start = performance.now();
    const remember = (value: string): Promise<{ value: string }> =>
      shelf.remember(key, { seconds: 1, tags: [key] }, gives(value));
    await remember('first');
    await until(async () => (await remember('second')).value === 'second', 2000);
    expect(performance.now() - start).to.be.at.least(990);
  });
}

/** Values that change, and answers computed from them through a cache. */
class World {
  readonly #id = randomUUID();
  readonly #now = { a: 0, b: 0 };
  readonly #dropped = { a: 0, b: 0 };

  constructor(private readonly cache: Cache) {}

  async change(thing: 'a' | 'b'): Promise<void> {
    const version = ++this.#now[thing];
    await this.cache.drop([this.#id + thing]);
    this.#dropped[thing] = Math.max(this.#dropped[thing], version);
  }

  async read(things: 'a' | 'b' | 'ab', turns: number): Promise<void> {
    const least = { ...this.#dropped };
    const tags = things.split('').map((thing) => this.#id + thing);
    const { value } = await this.cache.remember(this.#id + things, { seconds: 60, tags }, async () => {
      const seen = JSON.stringify(this.#now);
      for (let i = 0; i < turns; i++) await turn();
      return seen;
    });
    const seen = JSON.parse(value) as typeof least;
    for (const thing of things.split('') as ('a' | 'b')[]) expect(seen[thing]).to.be.at.least(least[thing]);
  }
}
