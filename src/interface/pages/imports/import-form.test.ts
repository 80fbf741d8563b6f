import { expect } from 'chai';
import { optionBounds } from '../../../application/imports/option-bounds.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { optionsOf, textsOf } from './import-form.js';

/** The fields of a refused form, with the codes of their faults. */
function faultsOf(filled: Record<string, string>): unknown {
  try {
    return optionsOf(filled);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Object.entries(error.fields ?? {}).map(([field, [fault]]) => `${field}: ${fault?.code}`);
  }
}

describe('The form of the page for imports', () => {
  it('gives the options that were typed, and one column for each line', () => {
    const filled = {
      columns: 'title=T\r\n\n isbn=I ',
      from: '',
      delimiter: ';',
      encoding: ' ',
      dryRun: 'true',
    };
    expect(optionsOf(filled)).to.deep.equal({
      columns: ['title=T', ' isbn=I '],
      delimiter: ';',
      copies: 1,
      dryRun: true,
    });
  });

  it('takes as much as the API does', () => {
    const { columns, column, copies, ...texts } = optionBounds;
    const most = Object.fromEntries(
      Object.entries(texts).map(([name, length]) => [name, 'x'.repeat(length)]),
    );
    const lines = (count: number, length: number) =>
      Array.from({ length: count }, () => 'x'.repeat(length)).join('\n');
    expect(faultsOf({ ...most, columns: lines(columns, column), copies: `${copies}` })).to.not.be.an('array');
    for (const [name, text] of Object.entries(most))
      expect(faultsOf({ [name]: `${text}x` })).to.deep.equal([`${name}: too_long`]);
    expect(faultsOf({ columns: lines(columns + 1, 1) })).to.deep.equal(['columns: too_many']);
    expect(faultsOf({ columns: lines(1, column + 1) })).to.deep.equal(['columns: too_long']);
    for (const wrong of [`${copies + 1}`, '-1', '1.5', '', '1e2'])
      expect(faultsOf({ copies: wrong })).to.deep.equal(['copies: wrong_format']);
  });

  it('refuses a field twice, and characters that cannot be stored', () => {
    for (const wrong of [['a', 'b'], 'NUL \0'])
      expect(() => textsOf({ body: undefined, form: { from: wrong }, files: {} })).to.throw(Refusal);
  });
});
