import { expect } from 'chai';
import sinon from 'sinon';
import sql from 'sql-template-tag';
import { BookFiles, type BookFile } from '../../../src/application/imports/book-files.js';
import { Imports } from '../../../src/application/imports/imports.js';
import { ImportWorker } from '../../../src/application/imports/import-worker.js';
import { CatalogueBookFiles } from '../../../src/infrastructure/imports/bridges.js';
import { SqlImports } from '../../../src/infrastructure/imports/sql-imports.js';
import { query } from '../../support/embedded-postgres.js';
import { csv, ImportClient, manyBooks } from './import-client.js';

/** A catalogue whose imports can be disturbed before a batch is stored. */
class Disturbed {
  /** The number of batches before the one that is disturbed. */
  after: number | undefined;
  disturb: () => Promise<unknown> = () => Promise.reject(new Error('The process died.'));

  /** What happens after each stored batch that is read again. */
  recalled: () => Promise<unknown> = () => Promise.resolve();

  constructor(private readonly real: BookFiles) {}

  get programs() {
    return this.real.programs;
  }

  check(...args: Parameters<BookFiles['check']>): void {
    this.real.check(...args);
  }

  takeIn(file: BookFile): Promise<void> {
    let batches = 0;
    const keep: BookFile['keep'] = async (rows) => {
      if (batches === this.after) await this.disturb();
      batches += 1;
      await file.keep(rows);
    };
    const after = file.after && {
      ...file.after,
      recalled: async () => {
        await file.after?.recalled();
        await this.recalled();
      },
    };
    return this.real.takeIn({ ...file, after, keep });
  }
}

describe('An import that is interrupted', function () {
  this.timeout(60_000);
  let client: ImportClient;
  let disturbed: Disturbed;
  beforeEach(async () => {
    client = await ImportClient.start({
      overrides: [
        (container) => {
          disturbed = new Disturbed(container.resolve(CatalogueBookFiles));
          container.registerInstance<BookFiles>(BookFiles, disturbed);
        },
      ],
    });
  });
  afterEach(() => client.stop());
  afterEach(() => sinon.restore());

  const die = async (after: number) => {
    disturbed.after = after;
    expect(await client.work().catch((error: Error) => error.message)).to.equal('The process died.');
    disturbed.after = undefined;
  };
  const leaseEnds = () => client.library.clock.advance({ seconds: 61 });

  it('goes on after its last batch, without a double', async () => {
    const id = await client.sent({ file: manyBooks(2_200) });
    await die(2);
    expect(await client.get(id)).to.deep.include({ status: 'running', line: 1_001 });
    expect([await client.count('book'), await client.count('import_row')]).to.deep.equal([1_000, 1_000]);
    await client.work();
    expect(await client.get(id), 'the other worker may still live').to.deep.include({ status: 'running' });
    leaseEnds();
    await client.work();
    expect(await client.get(id)).to.deep.include({
      status: 'completed',
      line: 2_201,
      rows: { created: 2_200, updated: 0, skipped: 0, error: 0 },
      copies: 2_200,
    });
    expect(
      await Promise.all([client.count('book'), client.count('copy'), client.count('import_row')]),
    ).to.deep.equal([2_200, 2_200, 2_200]);
  });

  it('of rows that are all wrong asks for them a batch at a time', async () => {
    const asking = sinon.spy(SqlImports.prototype, 'errorsIn');
    const id = await client.sent({ file: csv(Array.from({ length: 1_700 }, () => ',Author,,')) });
    await die(3);
    leaseEnds();
    await client.work();
    const answers = await Promise.all(asking.returnValues);
    expect(answers.map(({ size }) => size)).to.deep.equal([500, 500, 500]);
    expect(await client.get(id)).to.deep.include({
      status: 'completed',
      rows: { created: 0, updated: 0, skipped: 0, error: 1_700 },
    });
  });

  it('belongs to one worker while the stored rows are read again, however long that takes', async () => {
    const id = await client.sent({ file: manyBooks(1_700) });
    await die(3);
    leaseEnds();
    const { clock, service } = client.library;
    const others: unknown[] = [];
    disturbed.recalled = async () => {
      clock.advance({ seconds: 40 });
      others.push(await service.container.resolve<Imports>(Imports).take(clock.now(), clock.now()));
    };
    await client.work();
    expect(others).to.deep.equal([undefined, undefined, undefined]);
    expect(await client.get(id)).to.deep.include({ status: 'completed', copies: 1_700 });
  });

  it('does not undo what a librarian has changed since', async () => {
    const id = await client.sent({ file: manyBooks(700) });
    await die(1);
    await client.library.rows(sql`update book set title = 'Corrected' where title = 'Book 3'`);
    leaseEnds();
    await client.work();
    expect(await client.get(id)).to.deep.include({ status: 'completed' });
    const [row] = await client.library.rows<{ title: string }>(
      sql`select title from book order by id offset 3 limit 1`,
    );
    expect(row?.title).to.equal('Corrected');
    expect(await client.count('book')).to.equal(700);
  });

  it('begins anew when it is a dry run', async () => {
    const id = await client.sent({ file: manyBooks(1_200), dryRun: 'true' });
    await die(2);
    leaseEnds();
    await client.work();
    expect(await client.get(id)).to.deep.include({
      status: 'completed',
      rows: { created: 1_200, updated: 0, skipped: 0, error: 0 },
    });
    expect([await client.count('book'), await client.count('import_row')]).to.deep.equal([0, 1_200]);
  });

  it('is given up when it is interrupted at the same place again and again', async () => {
    const id = await client.sent({ file: manyBooks(3) });
    for (let time = 0; time < 5; time += 1) {
      await die(0);
      leaseEnds();
    }
    await client.work();
    expect(await client.get(id)).to.deep.include({
      status: 'failed',
      failure: 'file was interrupted 5 times at the same place, so it was given up.',
    });
    expect(await client.count('book')).to.equal(0);
  });

  it('is given back by a worker that stops, so that the next one goes on at once', async () => {
    const id = await client.sent({ file: manyBooks(1_200) });
    const stop = new AbortController();
    disturbed.after = 0;
    disturbed.disturb = () => Promise.resolve(stop.abort());
    await client.library.service.container.resolve(ImportWorker).importAll(stop.signal);
    expect(await client.get(id)).to.deep.include({ status: 'running', line: 501 });
    disturbed.after = undefined;
    await client.work();
    expect(await client.get(id)).to.deep.include({ status: 'completed', copies: 1_200 });
  });

  it('stores no batch after another worker has taken it', async () => {
    const id = await client.sent({ file: manyBooks(1_200) });
    disturbed.after = 1;
    disturbed.disturb = () =>
      query(client.library.databaseUrl, 'update import_job set attempt = attempt + 1');
    await client.work();
    expect(await client.get(id)).to.deep.include({ status: 'running', line: 501 });
    expect([await client.count('book'), await client.count('import_row')]).to.deep.equal([500, 500]);
    disturbed.after = undefined;
    leaseEnds();
    await client.work();
    expect(await client.get(id)).to.deep.include({ status: 'completed', copies: 1_200 });
  });

  it('ends before its next batch when it is cancelled, and keeps what it has stored', async () => {
    const id = await client.sent({ file: manyBooks(1_200) });
    disturbed.after = 1;
    disturbed.disturb = () => client.ask('POST', `/${id}/cancellations`);
    await client.work();
    expect(await client.get(id)).to.deep.include({
      status: 'cancelled',
      line: 501,
      rows: { created: 500, updated: 0, skipped: 0, error: 0 },
    });
    expect([await client.count('book'), await client.count('import_row')]).to.deep.equal([500, 500]);
  });

  it('stores nothing when it is cancelled while it waits, and cannot be cancelled when it is over', async () => {
    const [waiting, done] = [
      await client.sent({ file: manyBooks(3) }),
      await client.sent({ file: manyBooks(2) }),
    ];
    const { status, body } = await client.ask('POST', `/${waiting}/cancellations`);
    expect([status, body.status]).to.deep.equal([200, 'cancelled']);
    await client.work();
    expect(await client.count('book')).to.equal(2);
    for (const id of [waiting, done]) {
      const late = await client.ask('POST', `/${id}/cancellations`);
      expect([late.status, late.body.code]).to.deep.equal([409, 'imports.import_over']);
    }
  });
});
