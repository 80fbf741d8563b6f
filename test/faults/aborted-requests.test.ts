import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { ask, logIn } from '../support/ask.js';
import { cutOff } from '../support/cut-off.js';
import { report } from '../support/faults/fault-report.js';
import { heapMb, withInspector } from '../support/faults/heap.js';
import { inForm } from '../support/faults/form.js';
import { Onlooker } from '../support/faults/onlooker.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { addPairs } from '../support/faults/pairs.js';
import { Traffic } from '../support/faults/traffic.js';
import { failures, tallyOf } from '../support/faults/replies.js';
import { expectInvariants } from '../support/invariants.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed } from '../support/service-process.js';
import { until } from '../support/until.js';

const requests = inForm(1_000, 10_000);
const perSecond = 300;

describe(`After ${requests} requests whose clients disconnected`, function () {
  this.timeout(300_000);
  after(endProcesses);

  it('no connection is held, no memory is lost, and no transaction is open', async () => {
    const databaseUrl = await freshDatabase('seeded');
    const service = await startDeployed(databaseUrl, withInspector);
    const { url, pid } = service;
    const [token, pairs] = [await logIn(url), await addPairs(databaseUrl, 200)];
    const [traffic, onlooker] = [await Traffic.through(url, databaseUrl), await Onlooker.of(databaseUrl)];
    const texts = pairs.flatMap(({ barcode, patronId }) => [
      text('GET', '/v1/books/search?q=crime'),
      text('POST', '/v2/loans', token, { copyBarcode: barcode, patronId }),
      text('GET', '/v1/books?per_page=100'),
      text('POST', '/v2/returns', token, { copyBarcode: barcode }),
    ]);
    const abort = async (count: number) => {
      let sent = 0;
      const load = new OpenLoad(perSecond, () => cutOff(url, texts[sent++ % texts.length] ?? ''));
      await until(() => load.begun >= count, 200_000);
      await load.stop();
      await until(
        async () => (await ask(`${url}/health/live`)).ms < 500 && (await busy(onlooker)) === 0,
        30_000,
      );
    };

    await abort(requests / 5);
    const [files, memory] = [openFiles(pid), await heapMb(service)];
    await abort(requests);
    await until(() => openFiles(pid) <= files + 5, 5_000).catch(() => undefined);
    const [moreFiles, moreMemory] = [openFiles(pid) - files, (await heapMb(service)) - memory];
    const after = await Promise.all(Array.from({ length: 50 }, () => traffic.next()));
    const [pool] = await onlooker.rows<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'shelflife'`,
    );
    report(`${requests} aborted requests, ${perSecond} a second`, 'no connection or memory leaked', {
      'connections to PostgreSQL': pool?.n,
      'in a transaction': await busy(onlooker),
      'more open files': moreFiles,
      'heap before (MB)': memory,
      'more heap (MB)': moreMemory,
      'answers after': tallyOf(after),
    });
    await onlooker.leave();
    expect(pool?.n).to.be.at.most(10);
    expect(moreFiles, 'open files').to.be.at.most(5);
    expect(moreMemory, 'MB').to.be.below(8);
    expect(failures(after)).to.deep.equal([]);
    await expectInvariants(databaseUrl);
  });
});

function text(method: string, path: string, token = '', json?: object): string {
  const body = json === undefined ? '' : JSON.stringify(json);
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    ...(token === '' ? [] : [`Authorization: Bearer ${token}`, 'Content-Type: application/json']),
    `Content-Length: ${body.length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** The number of connections of the service that are in a transaction. */
async function busy(onlooker: Onlooker): Promise<number> {
  const rows = await onlooker.rows(
    `select from pg_stat_activity
     where datname = current_database() and application_name = 'shelflife' and state <> 'idle'`,
  );
  return rows.length;
}

const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
