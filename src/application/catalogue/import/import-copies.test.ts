import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { inEnglish } from '../../../domain/kernel/sentence.js';
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

describe('The copies of an import', () => {
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

  it('makes the copies of a row with its barcodes, call number, shelf and kind', async () => {
    const cells = {
      title: 'Emma',
      barcode: 'B-1',
      call_number: '823 AUS',
      shelf: 'Novels',
      kind: 'short_loan',
    };
    await take({ line: 2, cells, notes: [] }, { line: 3, cells: { ...cells, barcode: 'B-2' }, notes: [] });
    expect(
      copies.stored.map(({ barcode, callNumber, shelf, kind }) => [barcode, callNumber, shelf, kind]),
    ).to.deep.equal([
      ['B-1', '823 AUS', 'Novels', 'short_loan'],
      ['B-2', '823 AUS', 'Novels', 'short_loan'],
    ]);
    expect(
      told.map(({ outcome, reasons, copies: added }) => [outcome, reasons.map(inEnglish), added]),
    ).to.deep.equal([
      ['created', [], 1],
      ['updated', ['Copies added: 1.'], 1],
    ]);
    expect(audit.events.map(({ action }) => action)).to.deep.equal([
      'catalogue.copy_added',
      'catalogue.book_added',
    ]);
  });

  it('notes a kind that the library does not know, and makes a standard copy', async () => {
    await take({ line: 2, cells: { title: 'Emma', barcode: 'B-1', kind: 'scroll' }, notes: [] });
    expect(told[0]?.notes.map(inEnglish)).to.deep.equal([
      'Kind left out: "scroll" is not a kind of copy that the library knows.',
    ]);
    expect(copies.stored[0]?.kind).to.equal('standard');
  });

  it('changes a copy that the library has, and records it', async () => {
    const cells = { title: 'Emma', barcode: 'B-1' };
    await take({ line: 2, cells, notes: [] });
    audit.events.length = 0;
    await take({ line: 2, cells: { ...cells, barcode: 'b-1', shelf: 'Novels' }, notes: [] });
    expect(copies.stored.map(({ barcode, shelf }) => [barcode, shelf])).to.deep.equal([['B-1', 'Novels']]);
    expect(audit.events).to.deep.equal([
      {
        action: 'catalogue.copy_revised',
        subject: { type: 'copy', id: 1 },
        details: { changed: ['shelf'], bookId: 1 },
      },
    ]);
  });
});
