import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHistory } from './lock-history.js';
import { lockFaults } from './lock.js';

const first = 'v1/1.0.openapi.json';
const later = 'v1/1.1.openapi.json';
const second = 'v2/2.0.openapi.json';
const both = '1.0 2026-11-30\n2.0 2026-11-30\n';

describe('The committed lock of the contracts', function () {
  this.timeout(30_000);
  let root: string;
  let folder: string;

  const git = (...words: string[]): string => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
    return execFileSync('git', [...who, ...words], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  };
  const faults = (majors: readonly string[] = ['v1', 'v2'], now = new Date()) =>
    lockFaults(folder, majors, now);
  const changed = (file: string, commit: string) =>
    `${file} is locked in commit ${commit}, and the LOCK has another hash or none`;

  /** Commits a folder with these frozen files, each with its right hash, and with these lines in RELEASED. */
  const commit = (files: Readonly<Record<string, string>>, released?: string): string => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const lines = Object.entries(files).map(([file, text]) => {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
      return `${createHash('sha256').update(text).digest('hex')}  ${file}\n`;
    });
    writeFileSync(join(folder, 'LOCK'), lines.join(''));
    if (released !== undefined) writeFileSync(join(folder, 'RELEASED'), released);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'A change');
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
    const last = commit({ [first]: 'as it was' }, '1.0 2026-11-30\n');
    writeFileSync(join(folder, 'LOCK'), '');
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(faults()).to.deep.equal([changed(first, last)]);
  });

  it('reports a file whose hash was changed in an earlier commit than the last', () => {
    commit({ [first]: 'not promised yet' });
    const released = commit({ [first]: 'as it was' }, both);
    commit({ [first]: 'otherwise' }, both);
    commit({ [first]: 'otherwise', [second]: 'new' }, both);
    expect(faults()).to.deep.equal([changed(first, released)]);
  });

  it('reports a file that a commit has removed', () => {
    const released = commit({ [first]: 'as it was', [second]: 'as it was' }, both);
    commit({ [second]: 'as it was' }, both);
    expect(faults()).to.deep.equal([changed(first, released)]);
  });

  it('reports a file that a merge has dropped', () => {
    commit({ [first]: 'as it was' }, both);
    git('checkout', '--quiet', '-b', 'more');
    const added = commit({ [first]: 'as it was', [second]: 'as it was' }, both);
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '--strategy=ours', '--message', 'Merge', 'more');
    expect(faults()).to.deep.equal([changed(second, added)]);
  });

  it('allows every change of a draft, and none of it after its release', () => {
    commit({ [first]: 'as it was', [later]: 'a draft' }, '1.0 2026-11-30\n');
    commit({ [first]: 'as it was', [later]: 'a better draft' }, '1.0 2026-11-30\n');
    const released = commit({ [first]: 'as it was', [later]: 'good' }, '1.0 2026-11-30\n1.1 2027-01-15\n');
    expect(faults()).to.deep.equal([]);
    commit({ [first]: 'as it was', [later]: 'better' }, '1.0 2026-11-30\n1.1 2027-01-15\n');
    expect(faults()).to.deep.equal([changed(later, released)]);
  });

  it('reports a line of RELEASED that was changed or removed', () => {
    const released = commit({ [first]: 'as it was' }, '1.0 2026-11-30\n');
    commit({ [first]: 'as it was' }, '1.0 2026-12-24\n');
    const line = `RELEASED has the line 1.0 2026-11-30 in commit ${released}, and not now`;
    expect(faults()).to.include(line);
    commit({ [first]: 'otherwise' });
    expect(faults()).to.include.members([line, changed(first, released)]);
  });

  describe('of a major that is gone', () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toJSON().slice(0, 10);
    const over = new Date(Date.now() + 1_000 * 86_400_000);
    const announcing = (announced: string, ends = 'major') => ({
      'v1/lifecycles/end.json': JSON.stringify({ id: 'end', ends, announced, sunset: day(900) }),
    });

    /** The faults when the major goes after this announcement. */
    const faultsWithout = (announcement: Readonly<Record<string, string>>, now = over): string[] => {
      const files = { [first]: 'as it was', [second]: 'as it was' };
      commit(files, both);
      commit({ ...files, ...announcement }, both);
      commit({ [second]: 'as it was' }, both);
      return faults(['v2'], now);
    };

    it('may go after its own sunset, and not before', () => {
      expect(faultsWithout(announcing(day(0)))).to.deep.equal([]);
      expect(faults(['v2'], new Date())).to.have.length(3);
      expect(faults(['v1', 'v2'], over)).to.have.length(2);
    });

    it('may not go without an announcement', () => {
      expect(faultsWithout({})).to.have.length(2);
    });

    it('may not go with the announcement of an operation', () => {
      expect(faultsWithout(announcing(day(0), 'operation'))).to.have.length(3);
    });

    it('may not go with an announcement that names a day before the commit', () => {
      expect(faultsWithout(announcing(day(-3)))).to.have.length(3);
    });
  });

  it('reports what it cannot check in a shallow clone, and outside of a clone', () => {
    commit({ [first]: 'as it was' }, both);
    commit({ [first]: 'otherwise' }, both);
    const [shallow, whole] = [join(root, 'shallow'), folder];
    git('clone', '--quiet', '--depth=1', `file://${root}`, shallow);
    folder = join(shallow, 'contracts');
    expect(faults()).to.deep.equal([]);
    expect(lockHistory(folder).looked).to.contain('earlier commits were not checked');
    expect(lockHistory(whole).looked).to.equal('compared with 2 commits');
    expect(lockHistory(tmpdir()).looked).to.equal('no commit to compare with');
  });
});
