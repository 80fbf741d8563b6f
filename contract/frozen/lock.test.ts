import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJson } from './folder.js';
import { lockFaults, readLock, writeLock } from './lock.js';
import { addReleases } from './releases.js';

const majors = ['v1', 'v2'];
const now = new Date('2029-06-01T00:00:00Z');

describe('The lock of the contracts', () => {
  let root: string;
  let folder: string;

  /** Writes a file outside of the folder of the contracts. */
  const writeBeside = (file: string, text: string) => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const change = (file: string) => writeFileSync(join(folder, file), '{}');
  const faults = (served: readonly string[] = majors) => lockFaults(folder, served, now);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'shelflife-contracts-'));
    folder = join(root, 'contracts');
    writeJson(folder, 'v1/1.0.openapi.json', { openapi: '3.1.0' });
    writeJson(folder, 'v1/1.1.openapi.json', { openapi: '3.1.0' });
    writeJson(folder, 'v2/2.0.openapi.json', { openapi: '3.1.0' });
    writeBeside('contract/library/branch-1/people.ts', 'Ada');
    writeBeside('test/clients/v1.0/client.ts', 'get()');
    writeBeside('test/clients/1.1/client.ts', 'get()');
    addReleases(folder, ['1.0', '2.0'], '2026-11-30');
    writeLock(folder, majors, true);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('has the files of released minors, the content of the library, and the clients of released minors', () => {
    expect([...readLock(folder).keys()]).to.deep.equal([
      'v1/1.0.openapi.json',
      'v2/2.0.openapi.json',
      '../contract/library/branch-1/people.ts',
      '../test/clients/v1.0/client.ts',
    ]);
    expect(faults()).to.deep.equal([]);
  });

  it('reports a changed file, and does not update its hash', () => {
    change('v1/1.0.openapi.json');
    expect(faults()).to.deep.equal(['v1/1.0.openapi.json is frozen and was changed']);
    expect(() => writeLock(folder, majors)).to.throw('was changed');
  });

  it('reports a changed client and a changed library', () => {
    writeBeside('test/clients/v1.0/client.ts', 'getAll()');
    writeBeside('contract/library/branch-1/people.ts', 'Ada, Lena');
    expect(faults()).to.deep.equal([
      '../contract/library/branch-1/people.ts is frozen and was changed',
      '../test/clients/v1.0/client.ts is frozen and was changed',
    ]);
  });

  it('allows every change of a draft', () => {
    change('v1/1.1.openapi.json');
    writeBeside('test/clients/1.1/client.ts', 'getAll()');
    expect(faults()).to.deep.equal([]);
    rmSync(join(folder, 'v1/1.1.openapi.json'));
    expect(faults()).to.deep.equal([]);
  });

  it('reports a removed file', () => {
    rmSync(join(folder, 'v1/1.0.openapi.json'));
    expect(faults()).to.deep.equal(['v1/1.0.openapi.json is frozen and was removed']);
  });

  it('reports a new file of a released minor, until it is added', () => {
    writeJson(folder, 'v1/conversations/1.0-more.json', {});
    expect(faults()[0]).to.match(/^v1\/conversations\/1[.]0-more[.]json is not locked/);
    writeLock(folder, majors);
    expect(faults()).to.deep.equal([]);
    expect([...readLock(folder).keys()]).to.include.members([
      'v1/conversations/1.0-more.json',
      '../test/clients/v1.0/client.ts',
    ]);
  });

  it('reports lines of RELEASED that have no form, are double, or are out of order', () => {
    const told = (text: string) => {
      writeFileSync(join(folder, 'RELEASED'), text);
      return faults().filter((fault) => fault.startsWith('RELEASED'));
    };
    expect(told('1.0 2026-11-30\n2.0 30.11.2026\n')[0]).to.equal(
      'RELEASED has an invalid line: 2.0 30.11.2026',
    );
    expect(told('1.0 2026-11-30\n1.0 2026-11-30\n')).to.deep.equal(['RELEASED names a minor twice']);
    expect(told('1.0 2026-11-30\n2.0 2026-11-29\n')).to.deep.equal(['RELEASED is not in order of its days']);
    expect(told('1.1 2026-11-30\n1.0 2026-11-30\n')).to.deep.equal([
      'RELEASED names 1.1 and not 1.0 before it',
    ]);
  });

  describe('of a removed major', () => {
    const end = { id: 'end', ends: 'major', announced: '2027-01-01', sunset: '2029-01-01' };

    /** Removes the files of a major, except for its announcements. */
    const removeFirst = () => {
      for (const file of ['1.0', '1.1']) rmSync(join(folder, `v1/${file}.openapi.json`));
    };
    const announce = (told: object) => {
      writeJson(folder, 'v1/lifecycles/end.json', told);
      writeLock(folder, majors);
    };

    it('must be kept without a sunset of the whole major', () => {
      removeFirst();
      expect(faults(['v2'])).to.include('v1/1.0.openapi.json is frozen and was removed');
      expect(faults(['v2']).at(-1)).to.match(/^v1 is released and not served/);
    });

    it('must be kept when the sunset is that of an operation, is to come, or was told too late', () => {
      const wrong = [{ ends: 'operation' }, { sunset: '2029-06-02' }, { announced: '2028-01-01' }];
      for (const each of wrong) {
        announce({ ...end, ...each });
        expect(faults(['v2']), JSON.stringify(each)).to.have.length(1);
        rmSync(join(folder, 'v1/lifecycles'), { recursive: true });
        writeFileSync(join(folder, 'LOCK'), '');
        writeLock(folder, majors, true);
      }
    });

    it('may go after the sunset of the whole major', () => {
      announce(end);
      expect(faults(['v2'])).to.deep.equal([]);
    });
  });

  it('writes no file twice', () => {
    expect(() => writeJson(folder, 'v1/1.0.openapi.json', {})).to.throw('EEXIST');
  });
});
