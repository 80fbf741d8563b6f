import { globSync } from 'node:fs';
import { expect } from 'chai';
import { exists, projectRoot, readDocument } from '../support/documents.js';
import { codeSpans, section, tableRows } from '../support/markdown.js';

const { text } = readDocument('SECURITY.md');

/** The threat, the measures and the named tests of each line of a table. */
function threats(heading: string): { threat: string; proofs: string[] }[] {
  return tableRows(section(text, heading)).map(([threat = '', , proof = '']) => ({
    threat,
    proofs: codeSpans(proof),
  }));
}

describe('SECURITY.md', () => {
  const owasp = threats('OWASP API Security Top 10, 2023');
  const stride = threats('STRIDE');

  it('covers all ten threats of OWASP and all six of STRIDE, in their order', () => {
    expect(owasp.map(({ threat }) => threat.split(' ')[0])).to.deep.equal(
      Array.from({ length: 10 }, (_, at) => `API${at + 1}`),
    );
    expect(stride.map(({ threat }) => threat[0]).join('')).to.equal('STRIDE');
  });

  it('names for each requirement of ASVS tests that exist, or says that there is none', () => {
    const rows = tableRows(section(text, 'ASVS 5.0, levels 1 and 2'));
    const unproved = rows.filter(([, , proof = '']) => {
      const named = codeSpans(proof);
      const areThere = named.every((path) => path.endsWith('.test.ts') && exists(path));
      return named.length === 0 ? !['No', 'No test'].includes(proof) : !areThere;
    });
    expect(rows).to.have.length.greaterThan(150);
    expect(unproved).to.deep.equal([]);
  });

  for (const { threat, proofs } of [...owasp, ...stride]) {
    it(`names tests that exist, against: ${threat}`, () => {
      expect(proofs).to.not.deep.equal([]);
      expect(proofs.filter((path) => !path.endsWith('.test.ts') || !exists(path))).to.deep.equal([]);
    });
  }
});

describe('The service', () => {
  it('sends no request to an address from a client: no code of its own calls another server', () => {
    // A command that an operator runs calls the service itself. The script of a page asks for the page again.
    const files = globSync('src/**/*.ts', { cwd: projectRoot }).filter(
      (file) => !file.endsWith('.test.ts') && !file.startsWith('src/interface/cli/'),
    );
    const calls =
      /^(?!\s*(?:\*|\/[/*])).*(?:\bfetch\((?!location\.href\))|\bhttps?[.](?:get|request)\(|from '(?:undici|axios|got)')/m;
    expect(files.filter((file) => calls.test(readDocument(file).text))).to.deep.equal([]);
    expect(calls.test('  const answer = await fetch(url);')).to.equal(true);
  });
});
