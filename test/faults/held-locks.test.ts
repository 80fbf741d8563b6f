import { expect } from 'chai';
import { ask, logIn, type Question, type Reply } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { Onlooker } from '../support/faults/onlooker.js';
import { addPairs, type Pair } from '../support/faults/pairs.js';
import { failures, percentile, slowest, tallyOf } from '../support/faults/replies.js';
import { expectInvariants } from '../support/invariants.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { watchStalls } from '../support/stalls.js';
import { until } from '../support/until.js';

/** Requests that are answered without the database, each with its expected status. */
const cheap: readonly (Question & { readonly path: string; readonly status: number })[] = [
  { path: '/health/live', status: 200 },
  { path: '/version', status: 200 },
  { path: '/v1/openapi.json', status: 200 },
  { path: '/v1/books?per_page=5', status: 200 },
  { path: '/v1/nowhere', status: 404 },
  { path: '/v1/users/me', status: 401 },
  { path: '/v2/me', status: 401, token: 'garbage' },
  { path: '/v1/users/login', status: 400, method: 'POST', json: {} },
];

/** Four of ten connections are reserved for reads. All others can wait for a lock at the same time. */
const poolForJobs = 6;

describe('When the whole pool waits for locks of another client', function () {
  this.timeout(60_000);
  let databaseUrl: string;
  let service: ServiceProcess;
  let holder: Onlooker;
  let eyes: Onlooker;
  before(async () => {
    databaseUrl = await freshDatabase('seeded');
    service = await startDeployed(databaseUrl);
    [holder, eyes] = await Promise.all([Onlooker.of(databaseUrl), Onlooker.of(databaseUrl)]);
  });
  after(async () => {
    await endProcesses();
    await Promise.all([holder.leave(), eyes.leave()]);
  });

  it('requests without the database are answered as fast as before, and the others get 503 within 3 s', async () => {
    const [token, pairs] = [await logIn(service.url), await addPairs(databaseUrl, 500)];
    await ask(`${service.url}/v1/books?per_page=5`);
    const wrong: string[] = [];
    let turn = 0;
    const easy = async (): Promise<Reply> => {
      const { path, status, ...question } = cheap[turn++ % cheap.length] ?? { path: '', status: 0 };
      const reply = await ask(service.url + path, question);
      if (reply.outcome !== status) wrong.push(`${path}: ${reply.outcome} ${reply.text}`);
      return reply;
    };
    const calm = new OpenLoad(100, easy);
    await until(() => calm.begun > 100);
    const before = await calm.stop();

    const longestStall = watchStalls();
    await holder.rows('begin');
    await holder.rows('select id from patron where id = any($1) for update', [
      pairs.map(({ patron }) => patron),
    ]);
    const lend = ({ barcode: copyBarcode, patronId }: Pair) =>
      ask(`${service.url}/v2/loans`, { method: 'POST', token, json: { copyBarcode, patronId } });
    let number = 0;
    const jam = new OpenLoad(40, () => lend(pairs[number++ % pairs.length] as Pair));
    await until(async () => (await eyes.waiting()) >= poolForJobs);
    const hard = new OpenLoad(100, easy);
    await until(() => hard.begun > inForm(200, 2_000), 60_000);
    const during = await hard.stop();
    const jammed = await jam.stop();
    const stall = longestStall();
    await holder.rows('rollback');
    const healed = performance.now();
    await until(async () => (await lend(pairs[0] as Pair)).outcome === 201);

    report('pool exhausted by locks that are held', 'cheap routes unharmed; the others 503 within 3 s', {
      'cheap p99 before (ms)': percentile(before, 99),
      'cheap p99 during (ms)': percentile(during, 99),
      'cheap and wrong': wrong.length,
      'the others': tallyOf(jammed),
      'slowest of them (ms)': slowest(jammed),
      'healed after (s)': (performance.now() - healed) / 1_000,
    });
    expect(wrong).to.deep.equal([]);
    // Behind the locks it would be ten times as much.
    expect(percentile(during, 99) - percentile(before, 99), 'ms more').to.be.below(250);
    expect(failures(jammed)).to.deep.equal([]);
    expect(slowest(jammed), 'ms').to.be.below(3_250 + stall);
    await expectInvariants(databaseUrl);
  });
});
