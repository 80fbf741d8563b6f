import { expect } from 'chai';
import { ask, type Reply } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { failures, isDone, isPutOff, percentile, slowest, tallyOf } from '../support/faults/replies.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { Traffic } from '../support/faults/traffic.js';
import { expectInvariants } from '../support/invariants.js';
import { Load } from '../support/load.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const seconds = inForm(5, 30);
/** With so many callers, who each wait for the answer, a process has its highest throughput. */
const callers = 30;
/**
 * The latency to the database in each direction, in milliseconds. Requests then wait for the database, as they do where
 * instances have a machine of their own; here the clients, the service and PostgreSQL share one, and so many clients
 * would take the CPU time of the service. For the same reason it has few connections: its capacity is small, and ten
 * times that is not much for the machine.
 */
const [away, connections] = [20, 4];

describe('Under ten times its capacity', function () {
  this.timeout(180_000);
  let databaseUrl: string;
  let proxy: TcpProxy;
  let service: ServiceProcess;
  /** Stopped also when a test fails. */
  const loads: Load[] = [];
  const loading = (load: Load): Load => {
    loads.push(load);
    return load;
  };
  before(async () => {
    databaseUrl = await freshDatabase('seeded');
    proxy = await (await TcpProxy.to(databaseUrl)).open();
    proxy.delay(away);
    service = await startDeployed(proxy.url, { DATABASE_POOL_MAX: String(connections) });
  });
  after(async () => {
    await Promise.all(loads.map((load) => load.stop()));
    await endProcesses();
    await proxy.close();
  });

  it('the service sheds the excess load, keeps most of its peak throughput, and stays alive', async () => {
    const traffic = await Traffic.through(service.url, databaseUrl, 2_000);
    const before = await peakOf(traffic);

    const lives: Reply[] = [];
    const health = loading(new Load(1, async () => void lives.push(await ask(`${service.url}/health/live`))));
    const offered = new OpenLoad(Math.round(before * 10), () => traffic.next());
    // The first answers need some time.
    await until(() => offered.ended.some(isPutOff));
    const [started, begun, ended] = [performance.now(), offered.begun, offered.ended.length];
    await until(() => performance.now() - started > seconds * 1_000, seconds * 2_000);
    const during = (performance.now() - started) / 1_000;
    const goodput = offered.ended.slice(ended).filter(isDone).length / during;
    const perSecond = (offered.begun - begun) / during;
    await health.stop();
    const replies = await offered.stop();
    const stopped = performance.now();
    await until(async () => isDone(await traffic.next()), 5_000);
    const healed = performance.now();
    const peak = (before + (await peakOf(traffic))) / 2;

    const done = replies.filter(isDone);
    const shed = replies.filter(isPutOff);
    report(
      'ten times the load it can carry',
      'sheds with 503 and `Retry-After`; goodput ≥ 80 % of the peak; alive',
      {
        'peak before and after (a second)': Math.round(peak),
        'offered (a second)': Math.round(perSecond),
        'done (a second)': Math.round(goodput),
        'of the peak (%)': Math.round((goodput / peak) * 100),
        answers: tallyOf(replies),
        'p99 of what was done (ms)': percentile(done, 99),
        'median of what was shed (ms)': percentile(shed, 50),
        'slowest (ms)': slowest(replies),
        'slowest /health/live (ms)': slowest(lives),
        'well again after (s)': (healed - stopped) / 1_000,
      },
    );
    expect(failures(replies)).to.deep.equal([]);
    expect(shed).to.not.deep.equal([]);
    expect(goodput / peak, 'of the peak').to.be.at.least(0.8);
    expect(slowest(replies), 'ms').to.be.below(3_500);
    expect(tallyOf(lives)).to.equal(`${lives.length} × 200`);
    expect(slowest(lives), 'ms').to.be.below(2_000);
    await expectInvariants(databaseUrl);
  });

  /** The requests per second of clients that each wait for the previous answer. */
  async function peakOf(traffic: Traffic): Promise<number> {
    const replies: Reply[] = [];
    const load = loading(new Load(callers, async () => void replies.push(await traffic.next())));
    await until(() => replies.length > 2 * callers, 30_000);
    const [started, before] = [performance.now(), replies.length];
    await until(() => performance.now() - started > 3_000);
    const peak = (replies.slice(before).filter(isDone).length / (performance.now() - started)) * 1_000;
    await load.stop();
    return peak;
  }
});
