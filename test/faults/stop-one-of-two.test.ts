import { expect } from 'chai';
import type { Reply } from '../support/ask.js';
import { Router } from '../support/router.js';
import { inForm } from '../support/faults/form.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { report } from '../support/faults/fault-report.js';
import { isDone, percentile, slowest, tallyOf } from '../support/faults/replies.js';
import { Traffic } from '../support/faults/traffic.js';
import { expectInvariants } from '../support/invariants.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed } from '../support/service-process.js';
import { until } from '../support/until.js';

const stops = inForm(1, 5);
const perSecond = inForm(100, 200);

describe('When one of two instances behind a router is stopped', function () {
  this.timeout(120_000);
  after(endProcesses);

  it(`no request of ${perSecond} a second fails`, async () => {
    const databaseUrl = await freshDatabase('seeded');
    const [staying, ...leaving] = await Promise.all(
      Array.from({ length: stops + 1 }, () => startDeployed(databaseUrl)),
    );
    if (!staying) throw new Error('There is no instance to stay.');
    const all: Reply[] = [];
    const ends: { code: number | null; seconds: number }[] = [];
    for (const instance of leaving) {
      const router = new Router();
      for (const { url } of [staying, instance]) router.add(url);
      const url = await router.open();
      await until(() => router.isReady(staying.url) && router.isReady(instance.url));
      const traffic = await Traffic.through(url, databaseUrl);
      const load = new OpenLoad(perSecond, () => traffic.next());
      await warm(load);
      const before = load.ended.length;
      const asked = performance.now();
      instance.signal('SIGTERM');
      const { code } = await instance.ended;
      ends.push({ code, seconds: (performance.now() - asked) / 1_000 });
      await until(() => load.ended.length > before + perSecond * 3, 10_000);
      await load.stop();
      all.push(...load.ended.slice(before));
      await router.close();
    }
    report(`SIGTERM of one of two under ${perSecond} requests a second, ${stops} ×`, 'failed 0', {
      answers: tallyOf(all),
      'p99 (ms)': percentile(all, 99),
      'slowest (ms)': slowest(all),
      'the stop took (s)': Math.max(...ends.map(({ seconds }) => seconds)),
    });
    expect(all.filter((reply) => !isDone(reply))).to.deep.equal([]);
    expect(new Set(ends.map(({ code }) => code))).to.deep.equal(new Set([0]));
    await expectInvariants(databaseUrl);
  });

  /** The first run of any code in a process is slower. On a machine that is too busy, the stops cannot be measured. */
  async function warm({ ended }: OpenLoad<Reply>): Promise<void> {
    const isQuick = () => ended.length > perSecond && slowest(ended.slice(-perSecond)) < 500;
    await until(isQuick, 30_000).catch(() => {
      throw new Error(`Not measurable: this machine cannot carry ${perSecond} requests a second.`);
    });
  }
});
