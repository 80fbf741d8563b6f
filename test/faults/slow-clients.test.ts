import { expect } from 'chai';
import { ask } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { isDone, percentile, slowest, tallyOf } from '../support/faults/replies.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed } from '../support/service-process.js';
import { watchStalls } from '../support/stalls.js';
import { trickle } from '../support/trickle.js';
import { until } from '../support/until.js';

const slowClients = 1_000;

/** The beginning that a slow client sends before its one byte per second. */
const beginnings: Readonly<Record<string, string>> = {
  'in its headers': 'GET /v1/books HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  'in its body':
    'POST /v1/users/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n{',
};

describe(`When ${slowClients} clients send a byte every second`, function () {
  this.timeout(60_000);
  after(endProcesses);

  it('they are cut off within 12 s, and the other clients are not affected', async () => {
    const { url } = await startDeployed(await freshDatabase('seeded'));
    const read = () => ask(`${url}/v1/books/1`);
    const calm = new OpenLoad(50, read);
    await until(() => calm.ended.length > 100);
    const before = (await calm.stop()).slice(50);
    const longestStall = watchStalls();
    const slow = Array.from({ length: slowClients }, (_, n) =>
      trickle(url, Object.values(beginnings)[n % 2] ?? ''),
    );
    const load = new OpenLoad(50, read);
    const crowd = await Promise.all(slow);
    const during = await load.stop();
    const [last, stall] = [slowest(crowd), longestStall()];
    const told = crowd.filter(({ answer }) => /^HTTP\/1.1 (408|503) /.test(answer)).length;
    report(
      `${slowClients} slow clients, half ${Object.keys(beginnings).join(', half ')}`,
      'cut off within 12 s',
      {
        'the last cut off after (s)': last / 1_000,
        'told why': told,
        'p99 of the others before (ms)': percentile(before, 99),
        'p99 of the others during (ms)': percentile(during, 99),
        'slowest of the others (ms)': slowest(during),
        'answers to the others': tallyOf(during),
      },
    );
    expect(last, 'ms').to.be.below(12_500 + stall);
    expect(told).to.equal(slowClients);
    expect(during.filter((reply) => !isDone(reply))).to.deep.equal([]);
    expect(percentile(during, 99), 'ms').to.be.below(percentile(before, 99) + 1_000 + stall);
  });
});
