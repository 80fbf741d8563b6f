import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { ask, type Reply } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { privatePostgres, type PrivatePostgres } from '../support/faults/private-postgres.js';
import { failures, isDone, percentile, slowest, tallyOf } from '../support/faults/replies.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { Traffic } from '../support/faults/traffic.js';
import { expectInvariants } from '../support/invariants.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { watchStalls } from '../support/stalls.js';
import { until } from '../support/until.js';

interface Fault {
  readonly what: string;
  readonly begin: () => Promise<void> | void;
  readonly end: () => Promise<void> | void;
}

/** The duration of a fault, longer than the deadline of a request. */
const awayMs = inForm(3_300, 15_000);
/** The promise is 3 s; the delay of the test machine is not the service's. Stalls of the clients are excluded. */
const budgetMs = 3_000 + 250;
const perSecond = 40;

describe('PostgreSQL under 40 requests a second', function () {
  this.timeout(120_000);
  let postgres: PrivatePostgres;
  let proxy: TcpProxy;
  let service: ServiceProcess;
  let traffic: Traffic;

  before(async () => {
    postgres = await privatePostgres();
    proxy = await (await TcpProxy.to(postgres.url)).open();
    service = await startDeployed(proxy.url);
    traffic = await Traffic.through(service.url, postgres.url);
  });
  after(async () => {
    await endProcesses();
    await proxy.close();
    await postgres.remove();
  });

  const faults: Fault[] = [
    ...(['fast', 'immediate'] as const).map((mode) => ({
      what: `restarted (${mode})`,
      begin: async () => {
        await postgres.stop(mode);
        await pause(1_000);
      },
      end: () => postgres.start(),
    })),
    {
      what: 'restarted, with connections that are cut only after 2 s',
      begin: async () => {
        proxy.slowClose(2_000);
        await postgres.stop('fast');
        await pause(1_000);
      },
      end: async () => {
        await postgres.start();
        proxy.clear();
      },
    },
    { what: 'frozen', begin: () => postgres.freeze(), end: () => postgres.thaw() },
    { what: 'in a black hole', begin: () => proxy.blackHole(), end: () => proxy.clear() },
  ];

  for (const { what, begin, end } of faults) {
    it(`${what}: only 503 with Retry-After within 3 s, and recovery without a restart`, async () => {
      const longestStall = watchStalls();
      const load = new OpenLoad(perSecond, () => traffic.next());
      await until(() => load.ended.filter(isDone).length > perSecond / 2);
      const [started, before] = [performance.now(), load.ended.length];
      await begin();
      if (!what.startsWith('restarted')) await pause(awayMs);
      const lives = await ask(`${service.url}/health/live`);
      await end();
      const ended = performance.now();
      await until(() => load.ended.slice(-perSecond / 2).every(isDone), 10_000);
      const healed = performance.now();
      const replies = await load.stop();
      const stall = longestStall();
      const putOff = load.ended.slice(before).filter((reply) => !isDone(reply));
      const [lateness, broken] = [slowest(replies), failures(replies)];
      report(`PostgreSQL ${what}`, 'only 503 with `Retry-After` within 3 s; heals by itself', {
        'away (s)': (ended - started) / 1_000,
        answers: tallyOf(replies),
        'slowest (ms)': lateness,
        failed: broken.length,
        'healed after (s)': (healed - ended) / 1_000,
      });
      expect(broken, 'neither done nor 503 with Retry-After').to.deep.equal([]);
      expect(putOff, 'requests that could not be executed').to.not.deep.equal([]);
      expect(lateness, 'ms').to.be.below(budgetMs + stall);
      expect([lives.outcome, lives.ms < 1_000 + stall], 'health/live meanwhile').to.deep.equal([200, true]);
      await expectInvariants(postgres.url);
    });
  }

  it('with its connections cut repeatedly: 503 at worst, and then recovery', async () => {
    const load = new OpenLoad(perSecond, () => traffic.next());
    for (let cuts = 0; cuts < 20; cuts++) {
      proxy.reset();
      await pause(50);
    }
    await until(() => load.ended.slice(-perSecond / 2).every(isDone), 10_000);
    const replies = await load.stop();
    report('connections to PostgreSQL reset, 20 times in a second', 'only 503 with `Retry-After`', {
      answers: tallyOf(replies),
      failed: failures(replies).length,
    });
    expect(failures(replies)).to.deep.equal([]);
    await expectInvariants(postgres.url);
  });

  it('with 50 ms more latency: slower, but every request succeeds', async () => {
    proxy.delay(50);
    const load = new OpenLoad(perSecond / 2, () => traffic.next());
    await until(() => load.begun > perSecond, 10_000);
    const replies = await load.stop();
    proxy.clear();
    report('PostgreSQL 50 ms farther away each way', 'slower, no error', {
      answers: tallyOf(replies),
      'p99 (ms)': percentile(replies, 99),
    });
    const undone = (reply: Reply) => !isDone(reply);
    expect(replies.filter(undone)).to.deep.equal([]);
  });
});
