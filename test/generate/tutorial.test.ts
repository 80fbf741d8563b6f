import { expect } from 'chai';
import { draftOf } from '../../tools/generate/features/drafts.js';
import { projectRoot } from '../architecture/project.js';
import { canPaste } from '../support/banner-lines.js';
import { readDocument } from '../support/documents.js';
import { endAll, newFolder, removeFolders } from '../support/embedded-postgres.js';
import { blocks } from '../support/markdown.js';
import { freePort } from '../support/redis.js';
import { copyOfProject, runIn } from './in-copy.js';

const { text: page } = readDocument('docs/tutorial.md');

/** The minor that the page releases. */
const draft = draftOf(projectRoot, 2);

/** Commands that need a platform, and the one that installs what the copy has already. */
const excepted = /^(?:cf |npm ci$)/;

describe('The tutorial in docs/tutorial.md', function () {
  this.timeout(900_000);
  let copy: string;
  let data: string;

  before(async function () {
    if (!canPaste()) this.skip();
    copy = await copyOfProject();
    data = await newFolder();
    const author = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org'];
    await runIn(copy, 'git', 'init', '-q');
    await runIn(copy, 'git', 'add', '-A');
    await runIn(copy, 'git', ...author, 'commit', '-qm', 'All');
    await runIn(copy, 'git', 'config', 'user.name', 'Ann');
    await runIn(copy, 'git', 'config', 'user.email', 'ann@example.org');
  });
  after(async () => {
    endAll();
    await removeFolders();
  });

  it('works from the first command to the last one before the platform', async () => {
    const port = String(await freePort());
    const commands = blocks(page, 'sh')
      .flatMap((block) => block.split('\n'))
      .filter((line) => !excepted.test(line))
      .join('\n')
      .replaceAll('localhost:3000', `localhost:${port}`);
    const setting = `set -e\nexport PORT=${port} DATA_FOLDER=${data}\n`;
    const { code, text } = await runIn(copy, 'bash', '--norc', '-mc', setting + commands);
    expect(code, text.slice(-6_000)).to.equal(0);
    expect(text).to.include('Nothing was written.').and.include('"title":"The library is closed on Monday"');
    const { text: log } = await runIn(copy, 'git', 'log', '--format=%s');
    expect(log.split('\n').slice(0, 4)).to.deep.equal([
      `Release ${draft}`,
      'Give announcements a kind',
      'Pin no announcement without a body',
      'Add announcements',
    ]);
  });

  it('ends with a feature that keeps its promise: it cannot be removed any more', async () => {
    const { code, text } = await runIn(
      copy,
      'node',
      'dist/tools/generate/main.js',
      'remove',
      'announcements',
    );
    expect(code).to.equal(1);
    expect(text).to.include(`is part of the minor ${draft}, which is released`);
  });

  it('excepts no commands but those of the platform and the installation', () => {
    const lines = blocks(page, 'sh').flatMap((block) => block.split('\n'));
    expect(lines.filter((line) => line.startsWith('cf '))).to.have.length(3);
    expect(lines.filter((line) => line === 'npm ci')).to.have.length(1);
  });
});
