import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import type { Clock } from '../../kernel/clock.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakeCatalogueImport } from './catalogue-import.fake.js';
import { FakeBooks } from '../books.fake.js';
import { FakeCopies } from '../copies.fake.js';
import { CopyKindService } from '../kinds/copy-kind-service.js';
import { FakeCopyKinds } from '../kinds/copy-kinds.fake.js';
import { ImportCopies } from './import-copies.js';
import type { ImportOutcome } from './import-outcome.js';
import type { ImportRow } from './import-row.js';
import { ImportService } from './import-service.js';

const now = new Date('2026-12-01T09:30:00Z');

async function* rowsOf(...rows: ImportRow[]): AsyncGenerator<ImportRow> {
  for (const row of rows) yield await Promise.resolve(row);
}
const titled = (line: number, title: string, year = ''): ImportRow => ({
  line,
  cells: { title, year },
  notes: [],
});
const many = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, at) => titled(at + 2, `Book ${at + 2}`));

describe('The import service', () => {
  let work: FakeUnitOfWork;
  let catalogueImport: FakeCatalogueImport;
  let copies: FakeCopies;
  let audit: FakeAuditTrail;
  let service: ImportService;
  let told: ImportOutcome[];

  beforeEach(() => {
    work = new FakeUnitOfWork();
    copies = new FakeCopies(work, new FakeBooks(work));
    catalogueImport = new FakeCatalogueImport(work, copies);
    audit = new FakeAuditTrail(work);
    const clock: SinonStubbedInstance<Clock> = stubOf<Clock>('now');
    clock.now.returns(now);
    const kinds = new CopyKindService(work, new FakeCopyKinds());
    const storing = new ImportCopies(copies, audit, clock);
    service = new ImportService(work, catalogueImport, storing, kinds, audit, clock);
    told = [];
  });

  const tell = (outcome: ImportOutcome): void => void told.push(outcome);
  const take = (...rows: ImportRow[]): Promise<void> =>
    service.import(rowsOf(...rows), { copies: 2, dryRun: false }, tell);
  const tryOut = (...rows: ImportRow[]): Promise<void> =>
    service.import(rowsOf(...rows), { copies: 2, dryRun: true }, tell);
  const outcomes = (): string[] => told.map(({ line, outcome }) => `${line} ${outcome}`);
  const titles = (): string[] => catalogueImport.books.map(({ title }) => title);

  describe('importing rows', () => {
    it('stores a book for each row without a match', async () => {
      await take(titled(2, 'Emma', '1815'), titled(3, 'Persuasion'));
      expect(titles()).to.deep.equal(['Emma', 'Persuasion']);
      expect(outcomes()).to.deep.equal(['2 created', '3 created']);
    });

    it('makes the requested number of copies of every new book, each with a unique barcode', async () => {
      await take(titled(2, 'Emma'), titled(3, 'Persuasion'));
      const made = copies.stored.map(({ bookId, barcode, kind }) => `${bookId} ${barcode} ${kind}`);
      expect(made).to.deep.equal(['1 C1 standard', '1 C2 standard', '2 C3 standard', '2 C4 standard']);
    });

    it('changes a matched book, and makes no copies of it', async () => {
      await take(titled(2, 'Emma'));
      const row = { line: 2, cells: { title: 'Emma', language: 'en' }, notes: [] };
      await take(row);
      expect(catalogueImport.books.map(({ language }) => language)).to.deep.equal(['en']);
      expect(copies.stored).to.have.lengthOf(2);
    });

    it('skips stored rows when an interrupted run is repeated', async () => {
      await take(titled(2, 'Emma'), titled(3, 'Persuasion'));
      told = [];
      await take(titled(2, 'Emma'), titled(3, 'Persuasion'));
      expect(outcomes()).to.deep.equal(['2 skipped', '3 skipped']);
    });

    it('reports an invalid row in its place among the others, and imports the others', async () => {
      await take(
        titled(2, 'Emma'),
        titled(3, ''),
        { line: 4, fault: { message: 'A quote is missing.' } },
        titled(5, 'Persuasion'),
      );
      expect(outcomes()).to.deep.equal(['2 created', '3 error', '4 error', '5 created']);
      expect(titles()).to.deep.equal(['Emma', 'Persuasion']);
    });

    it('reports a row that cannot be stored as an error, and imports all others', async () => {
      catalogueImport.unstorable = 'Book 5';
      await take(...many(8));
      expect(outcomes().filter((each) => each.includes('error'))).to.deep.equal(['5 error']);
      expect(titles()).to.have.lengthOf(7);
      expect([copies.stored.length, audit.events.length]).to.deep.equal([14, 7]);
    });

    it('names the title of a row that was not imported', async () => {
      const row = { line: 2, cells: { title: 'x'.repeat(1_001) }, notes: [] };
      await take(row);
      expect(told[0]).to.deep.include({ outcome: 'error', title: 'x'.repeat(1_000) });
    });

    it('reports the book of a row', async () => {
      await take(titled(2, 'Emma'));
      expect(told[0]).to.deep.include({ title: 'Emma', bookId: 1, isbn13: null });
    });

    it('records new books with their copies and changed ones with their changed fields, and no others', async () => {
      await take(titled(2, 'Emma'), titled(3, 'Persuasion'));
      audit.events.length = 0;
      const changed = { line: 2, cells: { title: 'Emma', language: 'en' }, notes: [] };
      await take(changed, titled(3, 'Persuasion'), titled(4, 'Mansfield Park'));
      expect(audit.events).to.deep.equal([
        {
          action: 'catalogue.book_revised',
          subject: { type: 'book', id: 1 },
          details: { changed: ['language'] },
        },
        { action: 'catalogue.book_added', subject: { type: 'book', id: 3 }, details: { copies: 2 } },
      ]);
    });
  });

  describe('storing in batches', () => {
    it('takes the lock before it reads, and flushes at the end', async () => {
      await take(titled(2, 'Emma'));
      expect(catalogueImport.calls).to.deep.equal(['lock', 'match', 'add', 'flush']);
    });

    it('stores 500 rows together', async () => {
      await take(...many(1_001));
      expect(work.commits).to.equal(3);
      expect(told).to.have.lengthOf(1_001);
    });

    it('reports rows only once they are stored', async () => {
      const commits: number[] = [];
      await service.import(
        rowsOf(...many(501)),
        { copies: 0, dryRun: false },
        () => void commits.push(work.commits),
      );
      expect([commits[0], commits.at(-1)]).to.deep.equal([1, 2]);
    });

    it('keeps the stored batches when a later one fails', async () => {
      async function* broken(): AsyncGenerator<ImportRow> {
        yield* many(500);
        await Promise.reject(new Error('The file has gone.'));
      }
      const failure = await service
        .import(broken(), { copies: 1, dryRun: false }, tell)
        .catch((error: unknown) => error);
      expect(failure).to.have.property('message', 'The file has gone.');
      expect([catalogueImport.books.length, copies.stored.length, told.length]).to.deep.equal([
        500, 500, 500,
      ]);
    });

    it('stores a batch once when the database has the job run again', async () => {
      work.failAtCommit(1);
      await take(titled(2, 'Emma'));
      expect(titles()).to.deep.equal(['Emma']);
      expect([copies.stored.length, told.length, audit.events.length]).to.deep.equal([2, 1, 1]);
    });
  });

  describe('a dry run', () => {
    it('reports the same outcomes, without ids for new books', async () => {
      await take(titled(2, 'Emma'));
      told = [];
      await tryOut(titled(2, 'Emma'), titled(3, 'Persuasion'), titled(4, 'persuasion'));
      expect(outcomes()).to.deep.equal(['2 skipped', '3 created', '4 skipped']);
      expect(told.map(({ bookId }) => bookId)).to.deep.equal([1, null, null]);
    });

    it('sees in a later batch the books of an earlier one', async () => {
      await tryOut(...many(500), titled(502, 'Book 2'));
      expect(outcomes().at(-1)).to.equal('502 skipped');
    });

    it('sees in a later batch the changes of an earlier one', async () => {
      await take(titled(2, 'Emma'));
      told = [];
      const row = { cells: { title: 'Emma', language: 'en' }, notes: [] };
      await tryOut({ ...row, line: 1 }, ...many(499), { ...row, line: 501 });
      expect([outcomes().at(0), outcomes().at(-1)]).to.deep.equal(['1 updated', '501 skipped']);
    });

    it('stores and records nothing', async () => {
      await take(titled(2, 'Emma'));
      audit.events.length = 0;
      await tryOut({ line: 2, cells: { title: 'Emma', language: 'en' }, notes: [] }, titled(3, 'Persuasion'));
      expect(catalogueImport.books.map(({ title, language }) => [title, language])).to.deep.equal([
        ['Emma', null],
      ]);
      expect([copies.stored.length, audit.events.length, work.commits]).to.deep.equal([2, 0, 1]);
    });

    it('passes on a fault at the start of its transaction', async () => {
      sinon.stub(work, 'run').rejects(new Error('The database is away.'));
      const failure = await tryOut(titled(2, 'Emma')).catch((error: unknown) => error);
      expect(failure).to.have.property('message', 'The database is away.');
    });

    it('passes on a fault in the middle', async () => {
      const fail = (): never => {
        throw new Error('The terminal has gone.');
      };
      const failure = await service
        .import(rowsOf(titled(2, 'Emma')), { copies: 1, dryRun: true }, fail)
        .catch((error: unknown) => error);
      expect(failure).to.have.property('message', 'The terminal has gone.');
    });
  });
});
