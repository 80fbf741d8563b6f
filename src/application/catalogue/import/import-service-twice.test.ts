import 'reflect-metadata';
import { expect } from 'chai';
import fc from 'fast-check';
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
import { ImportService } from './import-service.js';

/** Few values, so that rows are often of one book and differ. */
const rowWith = (barcodes: readonly string[]): fc.Arbitrary<ImportCells> =>
  fc.record(
    {
      title: fc.constantFrom('Émile', 'emile', 'Emma'),
      contributors: fc.constantFrom('A', 'B', ''),
      isbn: fc.constantFrom('0141439580', '978-0-19-283355-6', '', ''),
      year: fc.constantFrom('1815', '1762', ''),
      publisher: fc.constantFrom('P', 'Q', ''),
      language: fc.constantFrom('en', 'fr', ''),
      subjects: fc.constantFrom('x', 'y', ''),
      barcode: fc.constantFrom('', '', ...barcodes),
      copies: fc.constantFrom('', '0', '1', '2'),
      shelf: fc.constantFrom('', 'Novels', 'Poems'),
    },
    { requiredKeys: ['title'] },
  );

const filesWith = (...barcodes: string[]) => fc.array(rowWith(barcodes), { minLength: 1, maxLength: 14 });

function library() {
  const work = new FakeUnitOfWork();
  const copies = new FakeCopies(work, new FakeBooks(work));
  const catalogue = new FakeCatalogueImport(work, copies);
  const audit = new FakeAuditTrail(work);
  const clock = stubOf<Clock>('now');
  clock.now.returns(new Date('2026-12-01T09:30:00Z'));
  const kinds = new CopyKindService(work, new FakeCopyKinds());
  const storing = new ImportCopies(copies, audit, clock);
  const service = new ImportService(work, catalogue, storing, kinds, audit, clock);
  const take = async (cells: readonly ImportCells[]): Promise<ImportOutcome[]> => {
    const told: ImportOutcome[] = [];
    await service.import(rowsOf(cells), { copies: 1, dryRun: false }, (outcome) => void told.push(outcome));
    return told;
  };
  return { take, stored: () => ({ books: catalogue.books, copies: copies.stored }) };
}

async function* rowsOf(cells: readonly ImportCells[]): AsyncGenerator<ImportRow> {
  for (const [at, each] of cells.entries())
    yield await Promise.resolve({ line: at + 2, cells: each, notes: [] });
}

describe('The second import of a file', () => {
  it('changes nothing, whatever the library had before and however the rows differ', async () => {
    const earlier = filesWith('A-1', 'A-2');
    await fc.assert(
      fc.asyncProperty(earlier, filesWith('B-1', 'b-1', 'B-2', 'B-3 B-4'), async (before, file) => {
        const { take, stored } = library();
        await take(before);
        const first = await take(file);
        const after = stored();
        const second = await take(file);
        expect(stored()).to.deep.equal(after);
        expect(second.map(({ outcome }) => outcome)).to.deep.equal(
          first.map(({ outcome }) => (outcome === 'error' ? 'error' : 'skipped')),
        );
      }),
      { numRuns: 300 },
    );
  });
});
