import { expect } from 'chai';
import { readDocument } from '../support/documents.js';
import { notInCode, notOneSentence, outOfOrder, termsByPart } from '../support/glossary.js';

const parts = termsByPart(readDocument('docs/glossary.md').text);
const terms = parts.flat();

const row = (term: string, meaning: string, where: string): string => `| ${term} | ${meaning} | ${where} |\n`;
const read = (...rows: string[]) =>
  termsByPart(`# Glossary\n\n## One\n\n| term | meaning | where |\n| - | - | - |\n${rows.join('')}`).flat();

describe('The glossary', () => {
  it('has a part for the library and a part for the software', () => {
    expect(parts.map((part) => part.length > 30)).to.deep.equal([true, true]);
  });

  it('has one sentence for each term', () => {
    expect(notOneSentence(terms)).to.deep.equal([]);
  });

  it('has each term once', () => {
    const names = terms.map(({ term }) => term);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('has each part in alphabetical order', () => {
    expect(parts.flatMap(outOfOrder)).to.deep.equal([]);
  });

  it('names only code that is in the file that it names', () => {
    expect(notInCode(terms)).to.deep.equal([]);
  });

  const loan = '`Loan`, `src/domain/circulation/loan.ts`';

  it('would fail with two sentences, half of one, or a list', () => {
    const rows = read(
      row('one', 'A copy that is out. Or was.', loan),
      row('two', 'a copy that is out', loan),
      row('three', 'A copy that is out; or was.', loan),
      row('four', 'The step from 1.0 to 1.1, which is small.', loan),
    );
    expect(notOneSentence(rows)).to.deep.equal(['one', 'two', 'three']);
  });

  it('would fail with a term out of order', () => {
    expect(outOfOrder(read(row('loan', 'A.', loan), row('hold', 'B.', loan)))).to.deep.equal(['hold']);
  });

  it('would fail with a name or a path that is not there, and without a path', () => {
    const rows = read(
      row('loan', 'A.', '`Lending`, `src/domain/circulation/loan.ts`'),
      row('hold', 'B.', '`Hold`, `src/domain/circulation/hold.ts`'),
      row('fine', 'C.', '`Fine`'),
      row('copy', 'D.', '`Copy`, `src/domain/catalogue/copy.ts`'),
    );
    expect(notInCode(rows)).to.deep.equal([
      'loan: Lending',
      'hold: src/domain/circulation/hold.ts',
      'hold: Hold',
      'fine: a path',
      'fine: Fine',
    ]);
  });
});
