import { expect } from 'chai';
import { readDocument } from '../../../test/support/documents.js';
import { section, tableRows } from '../../../test/support/markdown.js';
import { rulesTable } from './rules-table.js';

describe('docs/compatibility.md', () => {
  it('has the table of the rules of the differ', () => {
    const { text } = readDocument('docs/compatibility.md');
    expect(tableRows(section(text, 'The rules'))).to.deep.equal(rulesTable());
  });
});
