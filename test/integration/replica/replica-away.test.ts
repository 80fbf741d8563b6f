import { expect } from 'chai';
import { TcpProxy } from '../../support/faults/tcp-proxy.js';
import { privateRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { TwoInstances } from './two-instances.js';

describe('A replica that goes away', function () {
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

  /** Many read all the while; gives how long the slowest of them has waited. */
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

  it('fails nobody when it is killed, and is read from again when it is back', async () => {
    await whileReading(() => library.pair.stopReplica());
    await whileReading(async () => {
      await library.pair.startReplica();
      await library.inUse();
    });
  });

  it('fails nobody when it hangs: the primary answers within the same 3 s', async () => {
    const slowest = await whileReading(async () => {
      const before = library.from('replica');
      await until(() => library.from('replica') > before);
      way.blackHole();
      // All who were asked when it began have been given up by then, and others were answered.
      const then = library.from('primary');
      await until(() => library.from('primary') > then + 100);
    });
    expect(slowest).to.be.below(1_500);
    way.clear();
    await library.inUse();
  });
});
