import 'reflect-metadata';
import { expect } from 'chai';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Clock } from '../../kernel/clock.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakeBooks } from '../books.fake.js';
import { FakeCopies } from '../copies.fake.js';
import { CopyKindService } from '../kinds/copy-kind-service.js';
import { FakeCopyKinds } from '../kinds/copy-kinds.fake.js';
import { FakeCatalogueImport } from './catalogue-import.fake.js';
import { ImportCopies } from './import-copies.js';
import type { ImportOutcome } from './import-outcome.js';
import type { ImportCells, ImportRow } from './import-row.js';
import { ImportService, type ImportedRows } from './import-service.js';

/** Books that come back in later batches, with other values, with copies, and with barcodes that were used before. */
const cells = Array.from({ length: 1_700 }, (_, at): ImportCells => ({
  title: at % 90 === 7 ? '' : `Book ${at % 800}`,
  publisher: `Publisher ${at % 3}`,
  barcode: at % 10 === 0 ? `B-${at % 1_000}` : '',
  copies: at % 25 === 0 ? '2' : '',
}));

async function* rows(): AsyncGenerator<ImportRow> {
  for (const [at, each] of cells.entries())
    yield await Promise.resolve({ line: at + 2, cells: each, notes: [] });
}

function library() {
  const work = new FakeUnitOfWork();
  const copies = new FakeCopies(work, new FakeBooks(work));
  const catalogue = new FakeCatalogueImport(work, copies);
  const audit = new FakeAuditTrail(work);
  const clock = stubOf<Clock>('now');
  clock.now.returns(new Date('2026-12-01T09:30:00Z'));
  const kinds = new CopyKindService(work, new FakeCopyKinds());
  const service = new ImportService(
    work,
    catalogue,
    new ImportCopies(copies, audit, clock),
    kinds,
    audit,
    clock,
  );
  return { work, service, catalogue, stored: () => storedIn(catalogue, copies) };
}

/** The books with their copies, without the ids and barcodes that a batch which was rolled back has used up. */
function storedIn({ books }: FakeCatalogueImport, { stored }: FakeCopies): object[] {
  return books.map(({ id, title, publisher }) => ({
    title,
    publisher,
    barcodes: stored
      .filter(({ bookId }) => bookId === id)
      .map(({ barcode }) => barcode.replace(/^C\d+/, 'new')),
  }));
}

const withoutIds = (outcomes: readonly ImportOutcome[]) =>
  outcomes.map(({ reasons, ...each }) => ({
    ...each,
    bookId: null,
    reasons: reasons.map((reason) => inEnglish(reason).replace(/number \d+/, 'number')),
  }));

describe('An import that goes on after an interruption', () => {
  for (const batches of [0, 1, 2, 3]) {
    it(`stores and reports the same as one that was not interrupted, after ${batches} batches`, async () => {
      const whole = library();
      const expected: ImportOutcome[] = [];
      const wish = { copies: 1, dryRun: false };
      await whole.service.import(rows(), wish, (outcome) => void expected.push(outcome));

      const { service, catalogue, stored } = library();
      const kept: ImportOutcome[] = [];
      const keep = (outcomes: readonly ImportOutcome[]) => {
        if (kept.length === batches * 500) throw new Error('Killed.');
        kept.push(...outcomes);
        return Promise.resolve();
      };
      const fault = await service.import(rows(), wish, () => undefined, keep).catch((error: Error) => error);
      expect(fault).to.have.property('message', 'Killed.');
      expect(kept).to.have.lengthOf(batches * 500);
      catalogue.calls.length = 0;
      const asked: number[][] = [];
      const errorsIn = (from: number, to: number) => {
        asked.push([from, to]);
        const errors = kept.filter(({ outcome, line }) => outcome === 'error' && line >= from && line <= to);
        return Promise.resolve(new Set(errors.map(({ line }) => line)));
      };
      let recalled = 0;
      const after: ImportedRows = {
        line: kept.at(-1)?.line ?? 0,
        errorsIn,
        recalled: () => Promise.resolve(void (recalled += 1)),
      };
      await service.import(rows(), { ...wish, after }, (outcome) => void kept.push(outcome));
      expect(recalled).to.equal(batches);
      expect(asked).to.deep.equal(Array.from({ length: batches }, (_, at) => [at * 500 + 2, at * 500 + 501]));
      expect(withoutIds(kept)).to.deep.equal(withoutIds(expected));
      expect(stored()).to.deep.equal(whole.stored());
      expect(catalogue.calls.filter((call) => call === 'match')).to.have.lengthOf(4 - batches);
    });
  }

  it('keeps what it reports in the transaction of its batch, and that of a dry run in one of its own', async () => {
    const { work, service } = library();
    const during: number[] = [];
    const keep = () => Promise.resolve(void during.push(work.commits));
    await service.import(rows(), { copies: 1, dryRun: false }, () => undefined, keep);
    expect(during).to.deep.equal([0, 1, 2, 3]);
    await service.import(rows(), { copies: 1, dryRun: true }, () => undefined, keep);
    expect(during.slice(4)).to.deep.equal([4, 5, 6, 7]);
  });
});
