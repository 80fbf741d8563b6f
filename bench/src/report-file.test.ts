import { expect } from 'chai';
import { titles, withKeptSections, withSection } from './report-file.js';

const report = '# Report\n\n## Goals\n\nnone\n\n## Start\n\n400\n';
const soak = `${titles.soak}\n\n3 MB`;

describe('The report of the bench', () => {
  it('gets a section at its end, replacing the previous one', () => {
    const once = withSection(report, titles.soak, soak);
    expect(once).to.equal(`${report}\n${soak}\n`);
    expect(withSection(once, titles.soak, `${titles.soak}\n\n4 MB`)).to.equal(once.replace('3', '4'));
  });

  it('keeps the sections of other runs when it is rewritten', () => {
    const against = `${titles.against}\n\n1.00`;
    const before = withSection(
      withSection('# Old\n\n## Goals\n', titles.against, against),
      titles.soak,
      soak,
    );
    expect(withKeptSections(report, before)).to.equal(`${report}\n${soak}\n\n${against}\n`);
    expect(withKeptSections(report, '')).to.equal(report);
  });
});
