import { expect } from 'chai';
import { chooseForm } from './choose-form.js';
import { ImportFault } from './import-fault.js';

describe('Choosing the form of a file', () => {
  it('refuses a separator of names that nobody sees, as the API does', () => {
    for (const namesSeparator of ['', ' ', '\t\n', '\u200B']) {
      const choose = () => chooseForm({ columns: ['title=Title'], namesSeparator });
      expect(choose, JSON.stringify(namesSeparator)).to.throw(
        ImportFault,
        'namesSeparator must not be blank',
      );
    }
  });

  it('keeps the white space of a separator of names', () => {
    const { names } = chooseForm({ columns: ['title=Title'], namesSeparator: ' / ' });
    expect(names).to.deep.equal({ inverted: false, separator: ' / ' });
  });
});
