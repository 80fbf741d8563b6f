import { expect } from 'chai';
import { TcpProxy } from '../../support/faults/tcp-proxy.js';
import { privateRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { TwoInstances } from './two-instances.js';

describe('A replica that fails', function () {
  this.timeout(120_000);
  let redis: Awaited<ReturnType<typeof privateRedis>>;
  let library: TwoInstances;
  let way: TcpProxy;
  before(async function () {
    redis = await privateRedis();
    if (!redis) this.skip();
    library = await TwoInstances.start(redis, async (url) => {
      way = await (await TcpProxy.to(url)).open();
      return way.url;
    });
  });
  after(async () => {
    await library?.stop();
    await way?.close();
    await redis?.stop();
  });
  beforeEach(() => library.inUse());

  /** Many clients read meanwhile. Returns the time of the slowest read. */
  async function whileReading(fault: () => Promise<unknown>): Promise<number> {
    const over = new AbortController();
    let slowest = 0;
    const readers = Array.from({ length: 8 }, async () => {
      while (!over.signal.aborted) {
        const asked = performance.now();
        await library.title(1);
        slowest = Math.max(slowest, performance.now() - asked);
      }
    });
    await Promise.all([fault().finally(() => over.abort()), ...readers]);
    return slowest;
  }

  it('fails no request when it is killed, and is used again when it is back', async () => {
    await whileReading(() => library.pair.stopReplica());
    await whileReading(async () => {
      await library.pair.startReplica();
      await library.inUse();
    });
  });

  it('fails no request when it hangs: the primary answers within the same 3 s', async () => {
    const slowest = await whileReading(async () => {
      const before = library.from('replica');
      await until(() => library.from('replica') > before);
      way.blackHole();
      // By then all reads from the beginning have been abandoned, and later reads were answered.
      const then = library.from('primary');
      await until(() => library.from('primary') > then + 100);
    });
    expect(slowest).to.be.below(1_500);
    way.clear();
    await library.inUse();
  });
});
