import { expect } from 'chai';
import type { ImportOutcome } from '../../../application/catalogue/import/import-outcome.js';
import { ImportTally } from './import-tally.js';

const outcome = (changes: Partial<ImportOutcome>): ImportOutcome => ({
  line: 2,
  outcome: 'created',
  reasons: [],
  notes: [],
  isbn13: null,
  title: 'Emma',
  copies: 0,
  bookId: 1,
  ...changes,
});

describe('The summary of an import', () => {
  it('says in words of a library how many rows had which outcome, and counts copies and notes', () => {
    const tally = new ImportTally();
    const note = { kind: 'year left out', message: 'There is no year.' } as const;
    tally.add(outcome({ copies: 2, notes: [note] }));
    for (let row = 0; row < 1_200; row += 1) tally.add(outcome({ outcome: 'skipped' }));
    tally.add(outcome({ outcome: 'error' }));
    expect(tally.toString().split('\n')).to.deep.equal([
      'new books                            1',
      'books changed                        0',
      'nothing new                      1,200',
      'not imported                         1',
      '──────────────────────────────────────',
      'rows                             1,202',
      'new copies                           2',
      '──────────────────────────────────────',
      'Notes',
      'year left out                        1',
    ]);
    expect(tally.errors).to.equal(1);
  });
});
