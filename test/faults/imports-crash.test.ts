import { expect } from 'chai';
import { query } from '../support/embedded-postgres.js';
import { report } from '../support/faults/fault-report.js';
import { endProcesses } from '../support/real-process.js';
import { launchWorker } from '../support/service-process.js';
import { startService, type RunningService } from '../support/service.js';
import { until } from '../support/until.js';

const books = 4_000;
const kills = 2;

describe('A worker that is killed amid a file', function () {
  this.timeout(180_000);
  let service: RunningService;
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await endProcesses();
    await service.stop();
  });

  const number = async (sql: string): Promise<number> => {
    const [row] = await query(service.databaseUrl, `select (${sql})::int as number`);
    return row?.['number'] as number;
  };

  it('is followed by one that goes on, without a double and without a hole', async () => {
    const before = [await number('select count(*) from book'), await number('select count(*) from copy')];
    const form = new FormData();
    const rows = Array.from({ length: books }, (_, at) => `Title ${at},Author ${at % 50}`);
    form.append('file', new File([['Title,Author', ...rows].join('\n')], 'books.csv', { type: 'text/csv' }));
    form.append('columns', 'title=Title,contributors=Author');
    const token = await service.api.logIn('librarian');
    const headers = { 'API-Version': '2.4' };
    const sent = await service.api.post('/v2/imports', { token, raw: form, headers });
    expect(sent.status).to.equal(202);

    const stopped: number[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      const worker = launchWorker(service.databaseUrl);
      await worker.reaches(async () => (await number('select count(*) from import_row')) >= kill * 1_000);
      worker.signal('SIGKILL');
      await worker.ended;
      stopped.push(await number('select count(*) from import_row'));
      expect(await number('select line - 1 from import_job'), 'stored together').to.equal(stopped.at(-1));
      // The next worker would wait for a minute, because the first one could still live.
      await query(service.databaseUrl, "update import_job set taken_until = '2026-01-01'");
    }
    const last = launchWorker(service.databaseUrl);
    await until(
      async () => (await number("select count(*) from import_job where status = 'completed'")) === 1,
      120_000,
    );
    last.signal('SIGTERM');
    expect((await last.ended).code).to.equal(0);

    report(`kill -9 of the worker amid ${books} rows, ${kills} ×`, 'no row twice, none missing', {
      'rows stored at the kills': stopped.join(', '),
    });
    expect(await number('select count(*) from import_row')).to.equal(books);
    expect(await number("select count(*) from import_row where outcome = 'created'")).to.equal(books);
    expect([
      await number('select count(*) from book'),
      await number('select count(*) from copy'),
    ]).to.deep.equal(before.map((count) => count + books));
    expect(await number("select count(distinct title) from book where title like 'Title %'")).to.equal(books);
  });
});
