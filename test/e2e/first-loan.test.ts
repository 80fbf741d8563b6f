import { expect } from 'chai';
import { tmpdir } from 'node:os';
import { canPaste } from '../support/banner-lines.js';
import { readDocument } from '../support/documents.js';
import { blocks } from '../support/markdown.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDevelopment } from '../support/service-process.js';
import { isAsSaid, walk } from '../support/tour.js';

const [, chapter = ''] = readDocument('README.md').text.split('\n## The first loan\n');
const [lines = ''] = blocks(chapter, 'sh');
const [loan = ''] = blocks(chapter, 'text');

/** Only the address differs from the README: the default port may be in use on this machine. */
const stepsAt = (url: string) =>
  lines
    .replaceAll('http://localhost:3000', url)
    .trimEnd()
    .split('\n')
    .map((commands) => ({ commands, outcome: [] }));

const fits = (printed: string | undefined, pattern: string) =>
  isAsSaid(printed ?? '', { commands: '', outcome: [pattern.trimEnd()] });

describe('The first loan in the README', function () {
  this.timeout(60_000);
  let printed: string[] = [];

  before(async function () {
    if (!canPaste()) this.skip();
    const folder = tmpdir();
    const service = await startDevelopment(folder, { DATABASE_URL: await freshDatabase('empty') });
    printed = await walk(stepsAt(service.url), folder);
  });

  after(endProcesses);

  it('takes five lines', () => {
    expect(printed).to.have.lengthOf(5);
  });

  it('finds the book and prints the loan as the README shows it', () => {
    expect(fits(printed[1], '[{"id":1,"title":"The Odyssey",…}]'), printed[1]).to.equal(true);
    expect(fits(printed[3], loan), printed[3]).to.equal(true);
  });

  it('prints nothing for the other lines but the list with that loan', () => {
    expect([printed[0], printed[2]]).to.deep.equal(['', '']);
    expect(fits(printed[4], `[${loan.trimEnd()}]`), printed[4]).to.equal(true);
  });
});
