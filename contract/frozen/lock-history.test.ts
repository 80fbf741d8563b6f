import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHistory } from './lock-history.js';
import { lockFaults } from './lock.js';

const first = 'v1/1.0.openapi.json';
const second = 'v2/2.0.openapi.json';

describe('The committed lock of the contracts', function () {
  this.timeout(30_000);
  let root: string;
  let folder: string;

  const git = (...words: string[]): string => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
    return execFileSync('git', [...who, ...words], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  };
  const faults = (majors: readonly string[] = ['v1', 'v2']) => lockFaults(folder, majors);

  /** Commits a folder with these frozen files, each with its right hash. */
  const commit = (files: Readonly<Record<string, string>>, ...others: readonly string[]): string => {
    rmSync(folder, { recursive: true, force: true });
    for (const major of ['.', ...Object.keys(files).map((file) => file.slice(0, 2))])
      mkdirSync(join(folder, major), { recursive: true });
    const lines = Object.entries(files).map(([file, text]) => {
      writeFileSync(join(folder, file), text);
      return `${createHash('sha256').update(text).digest('hex')}  ${file}\n`;
    });
    writeFileSync(join(folder, 'LOCK'), lines.join(''));
    for (const other of others) writeFileSync(join(folder, other), '0.1.0\n');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'A change');
    return git('rev-parse', 'HEAD').slice(0, 10);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'shelflife-history-'));
    folder = join(root, 'contracts');
    git('init', '--quiet', '--initial-branch=main');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('may change with every commit before the first release', () => {
    commit({ [first]: 'as it was' });
    commit({ [first]: 'otherwise' });
    commit({ [second]: 'as it was' });
    expect(faults()).to.deep.equal([]);
    expect(lockHistory(folder).looked).to.contain('nothing is released');
  });

  it('reports a hash that was changed since the last commit', () => {
    const last = commit({ [first]: 'as it was' });
    writeFileSync(join(folder, 'LOCK'), '');
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(faults()).to.deep.equal([
      `${first} is locked in commit ${last}, and the LOCK has another hash or none`,
    ]);
  });

  it('reports a file whose hash was changed in an earlier commit than the last', () => {
    commit({ [first]: 'not promised yet' });
    const released = commit({ [first]: 'as it was' }, 'RELEASED');
    commit({ [first]: 'otherwise' }, 'RELEASED');
    commit({ [first]: 'otherwise', [second]: 'new' }, 'RELEASED');
    expect(faults()).to.deep.equal([
      `${first} is locked in commit ${released}, and the LOCK has another hash or none`,
    ]);
  });

  it('reports a file that a commit has removed', () => {
    const released = commit({ [first]: 'as it was', [second]: 'as it was' }, 'RELEASED');
    commit({ [second]: 'as it was' }, 'RELEASED');
    expect(faults()[0]).to.contain(`${first} is locked in commit ${released}`);
  });

  it('reports a file that a merge has dropped', () => {
    commit({ [first]: 'as it was' }, 'RELEASED');
    git('checkout', '--quiet', '-b', 'more');
    const added = commit({ [first]: 'as it was', [second]: 'as it was' }, 'RELEASED');
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '--strategy=ours', '--message', 'Merge', 'more');
    expect(faults()[0]).to.contain(`${second} is locked in commit ${added}`);
  });

  it('allows new files, and the removal of a whole major that is no longer served', () => {
    commit({ [first]: 'as it was' }, 'RELEASED');
    commit({ [first]: 'as it was', [second]: 'as it was' }, 'RELEASED');
    expect(faults()).to.deep.equal([]);
    commit({ [second]: 'as it was' }, 'RELEASED');
    expect(faults()).to.have.length(1);
    expect(faults(['v2'])).to.deep.equal([]);
  });

  it('reports the removal of RELEASED', () => {
    const released = commit({ [first]: 'as it was' }, 'RELEASED');
    commit({ [first]: 'otherwise' });
    expect(faults()).to.deep.equal([
      `${first} is locked in commit ${released}, and the LOCK has another hash or none`,
      `RELEASED exists in commit ${released} and was removed`,
    ]);
  });

  it('reports what it cannot check in a shallow clone, and outside of a clone', () => {
    commit({ [first]: 'as it was' }, 'RELEASED');
    commit({ [first]: 'otherwise' }, 'RELEASED');
    const [shallow, whole] = [join(root, 'shallow'), folder];
    git('clone', '--quiet', '--depth=1', `file://${root}`, shallow);
    folder = join(shallow, 'contracts');
    expect(faults()).to.deep.equal([]);
    expect(lockHistory(folder).looked).to.contain('earlier commits were not checked');
    expect(lockHistory(whole).looked).to.equal('compared with 2 commits');
    expect(lockHistory(tmpdir()).looked).to.equal('no commit to compare with');
  });
});
