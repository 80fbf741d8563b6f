import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { git } from '../../contract/frozen/git.js';
import { addReleases, dayOf, releasesIn } from '../../contract/frozen/releases.js';
import { writeLock } from '../../contract/frozen/lock.js';
import { majorsOf, minorsOf } from '../../tools/generate/versions.js';
import { cloneInto } from '../support/clone.js';
import { projectRoot } from '../support/documents.js';
import { endAll, newFolder, removeFolders } from '../support/embedded-postgres.js';
import { endProcesses, run } from '../support/real-process.js';
import { withBanner, type ServiceProcess } from '../support/service-process.js';
import { store, write, type NextMinor } from './edits.js';
import { firstMajor } from './first-major.js';
import { secondMajor } from './second-major.js';

interface Told {
  readonly status: number;
  readonly text: string;
}

const nextMinors = new Map<number, NextMinor>([
  [1, firstMajor],
  [2, secondMajor],
]);
const allMajors = majorsOf(projectRoot).map((major) => `v${major}`);
const majors = majorsOf(projectRoot).filter((major) => nextMinors.has(major));

/** A major with its minors, and the one that the test makes. */
const made = majors.map((major) => {
  const minors = minorsOf(projectRoot, major);
  return { major, minors, newest: minors.at(-1) ?? '', next: `${major}.${minors.length}` };
});

describe('The next minor of each major, made in a copy', function () {
  this.timeout(900_000);
  let copy: string;
  let service: ServiceProcess;

  const ask = async (path: string, minor: string, init: RequestInit = {}): Promise<Told> => {
    const headers = { 'API-Version': minor, 'Content-Type': 'application/json' };
    const answer = await fetch(service.url + path, { headers, ...init });
    return { status: answer.status, text: await answer.text() };
  };

  before(async () => {
    copy = join(await newFolder(), 'home');
    await cloneInto(copy);
    git(copy, 'init', '-q');
    // It is a link here.
    appendFileSync(join(copy, '.git/info/exclude'), 'node_modules\n');
    // Everything so far counts as released, as it is when somebody begins a minor.
    const contracts = join(copy, 'contracts');
    const drafts = made.flatMap(({ minors }) => minors).filter((minor) => !releasesIn(contracts).has(minor));
    addReleases(contracts, drafts, dayOf(new Date()));
    if (drafts.length > 0) writeLock(contracts, allMajors, true);
    commit('Release everything so far');
    for (const { major, next } of made) {
      const files = write(copy, nextMinors.get(major) ?? { added: {}, changed: [], joined: [] }, next);
      for (const file of files.keys()) mkdirSync(dirname(join(copy, file)), { recursive: true });
      store(copy, files);
    }
    commit('Make the next minors');
  });

  const commit = (title: string): void => {
    const developer = ['-c', 'user.name=A developer', '-c', 'user.email=developer@example.org'];
    git(copy, 'add', '-A');
    git(copy, ...developer, 'commit', '-qm', title);
  };

  after(async () => {
    await endProcesses();
    endAll();
    await removeFolders();
  });

  it('compiles', async () => {
    const { code, stdout } = await run(process.execPath, ['tools/compile/main.ts'], { cwd: copy }).ended;
    expect([code, stdout]).to.deep.equal([0, '']);
  });

  it('is frozen, keeps every promise and every conversation of the minors before, and is released', async () => {
    const released = made.map(({ next }) => next);
    const { code, stdout, stderr } = await run(
      process.execPath,
      [join(copy, 'dist/contract/release.js'), ...released],
      { cwd: copy },
    ).ended;
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.contain(`Release ${released.join(', ')}, on `);
    expect([...releasesIn(join(copy, 'contracts')).keys()].slice(-released.length)).to.deep.equal(released);
  });

  it('is served', async () => {
    const main = join(copy, 'dist/src/main.js');
    const env = { DATA_FOLDER: await newFolder(), PORT: '0' };
    service = await withBanner(run(process.execPath, [main], { cwd: copy, env }));
    for (const { major, next } of made) {
      const { status, text } = await ask(`/v${major}/books/first`, next);
      expect([status, text]).to.deep.equal([200, '{"title":"Gilgamesh"}']);
      expect((await ask(`/v${major}/books?sort=-added`, next)).status).to.equal(200);
      expect((await ask(`/v${major}/books`, next)).text).to.contain('"initial"');
    }
  });

  for (const { major, minors } of made) {
    for (const minor of minors) {
      it(`is not seen by clients of ${minor}`, async () => {
        const books = `/v${major}/books`;
        expect((await ask(books, minor)).text).to.not.contain('"initial"');
        expect(await ask(`${books}?sort=-added`, minor)).to.include({ status: 400 });
        expect((await ask(`${books}?sort=-added`, minor)).text).to.not.contain('"-added');
        const first = await ask(`${books}/first`, minor);
        const other = await ask(`${books}/second`, minor);
        expect(first.status).to.equal(other.status);
        const document = (await ask(`/v${major}/openapi/${minor}.json`, minor)).text;
        for (const word of ['initial', 'shelfNote', 'getFirstBook', 'book_unwanted', 'standing"', 'added"'])
          expect(document, word).to.not.contain(word);
      });
    }
  }
});
