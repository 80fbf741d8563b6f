import { expect } from 'chai';
import { privateRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { TwoInstances, type Which } from './two-instances.js';

const writes = 200;
const callers = 4;
/** Enough reads that the replica has probably caught up before the last. */
const readsAfterEach = 15;

describe("A caller's own write", function () {
  this.timeout(120_000);
  let redis: Awaited<ReturnType<typeof privateRedis>>;
  let library: TwoInstances;
  before(async function () {
    redis = await privateRedis();
    if (!redis) this.skip();
    library = await TwoInstances.start(redis);
  });
  after(async () => {
    await library?.stop();
    await redis?.stop();
  });
  beforeEach(() => library.inUse());
  afterEach(() => library.pair.resume());

  it('is read by the caller at once from every instance, and by others after a second at most, while the replica lags', async () => {
    const [writer, other] = [await library.librarian(), await library.librarian()];
    const before = await library.title(1);
    await library.pair.caughtUp();
    await library.pair.pause();
    await library.rename(1, 'The new title', writer);
    const written = performance.now();
    const [mine, mineThere, theirs] = [
      await library.title(1, writer),
      await library.title(1, writer, 1),
      [await library.title(1), await library.title(1, other, 1)],
    ];
    expect([mine, mineThere]).to.eql(['The new title', 'The new title']);
    expect(theirs, 'a replica answers reads of other callers').to.eql([before, before]);
    for (const which of [0, 1] as const) {
      await until(async () => {
        const asked = performance.now();
        const title = await library.title(1, undefined, which);
        if (title === before) expect(asked - written, 'ms after the change').to.be.below(1_000);
        return title === 'The new title';
      });
    }
  });

  it('is read at once also when the caller learns of it by a refusal', async () => {
    const [writer, other] = [await library.librarian(), await library.librarian()];
    const book = await library.newBook(writer);
    await library.pair.caughtUp();
    await library.inUse();
    await library.pair.pause();
    expect(await library.asked(book, { method: 'DELETE', token: writer })).to.include({ outcome: 200 });
    const refused = await library.asked(book, { method: 'PUT', token: other, json: { title: 'Too late' } });
    expect(refused).to.include({ outcome: 404 });
    expect(await library.asked(book), 'for any other caller').to.include({ outcome: 200 });
    expect(await library.asked(book, { token: other }, 1)).to.include({ outcome: 404 });
  });

  it(`is never missing, however the replica lags: ${writes} writes through random instances`, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = randomFrom(seed);
    const tokens = await Promise.all(Array.from({ length: callers }, () => library.librarian()));
    const either = (): Which => (random() < 0.5 ? 0 : 1);
    const stale: string[] = [];
    let paused = false;
    let fromReplica = 0;
    const one = async (token: string, caller: number, number: number) => {
      const [book, title] = [caller + 10, `Title ${number}`];
      await library.rename(book, title, token, either());
      for (let again = 0; again < readsAfterEach; again++) {
        const which = either();
        const before = library.from('replica', which);
        const read = await library.title(book, token, which);
        if (read !== title) stale.push(`${read} instead of ${title}`);
        fromReplica += library.from('replica', which) - before;
      }
    };
    for (let number = 0; number < writes; number += callers) {
      if (random() < 0.4)
        await (paused ? library.pair.resume() : library.pair.pause()).then(() => (paused = !paused));
      await Promise.all(tokens.map((token, caller) => one(token, caller, number + caller)));
    }
    expect(stale, `seed ${seed}`).to.eql([]);
    expect(fromReplica, 'reads answered by the replica').to.be.above(0);
  });

  it('is read at once also when the instances cannot reach each other', async () => {
    const writer = await library.librarian();
    await library.pair.caughtUp();
    await library.pair.pause();
    await redis?.server.kill();
    await library.rename(4, 'While Redis is away', writer);
    expect(await library.title(4, writer, 1)).to.equal('While Redis is away');
    await redis?.server.restart();
  });
});

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
