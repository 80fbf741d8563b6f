import { expect } from 'chai';
import { reportSection } from './report-section.js';
import { developerWords } from './words/index.js';

const diffs = {
  origins: () => ['1.0', '1.1', '2.0'],
  targets: (from: string) => (from === '2.0' ? ['2.1'] : ['1.1', '2.0', '2.1']),
};
const chosen = (calls: readonly { readonly minor: string }[]) => {
  const { text } = reportSection(developerWords.en, diffs, calls);
  return [...text.matchAll(/<option selected>([\d.]+)/g)].map(([, minor]) => minor);
};

describe('The form of the migration report', () => {
  it('begins with the minor that is called most, and the newest one', () => {
    expect(chosen([{ minor: '1.1' }, { minor: '1.0' }])).to.deep.equal(['1.1', '2.1']);
  });

  it('begins with the oldest one for whom calls nothing, or only the newest', () => {
    expect(chosen([])).to.deep.equal(['1.0', '2.1']);
    expect(chosen([{ minor: '2.1' }])).to.deep.equal(['1.0', '2.1']);
  });
});
