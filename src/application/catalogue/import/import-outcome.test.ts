import { expect } from 'chai';
import { unstorableOutcome } from './import-outcome.js';

const titleOf = (title: string) =>
  unstorableOutcome({ line: 7, cells: { title }, notes: [] }, undefined).title;

describe('The outcome of a row that was not imported', () => {
  it('has the title as it is in the file, in one line', () => {
    expect(titleOf(' Pride\n and  Prejudice ')).to.equal('Pride and Prejudice');
    expect(titleOf(' ')).to.equal(null);
  });

  it('has the beginning of a title that is too long, without half a character', () => {
    expect(titleOf('x'.repeat(200_000))).to.equal('x'.repeat(1_000));
    expect(titleOf(`${'x'.repeat(999)}😀`)).to.equal(`${'x'.repeat(999)}\uFFFD`);
  });
});
