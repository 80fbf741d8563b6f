import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJson } from './folder.js';
import { lockFaults, readLock, writeLock } from './lock.js';

describe('The lock of the contracts', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelflife-contracts-'));
    writeJson(folder, 'v1/1.0.openapi.json', { openapi: '3.1.0' });
    writeJson(folder, 'v2/2.0.openapi.json', { openapi: '3.1.0' });
    writeLock(folder, ['v1', 'v2']);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('accepts unchanged files', () => {
    expect([...readLock(folder).keys()]).to.deep.equal(['v1/1.0.openapi.json', 'v2/2.0.openapi.json']);
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal([]);
  });

  it('reports a changed file, and does not update its hash', () => {
    writeFileSync(join(folder, 'v1/1.0.openapi.json'), '{}');
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal(['v1/1.0.openapi.json is frozen and was changed']);
    expect(() => writeLock(folder, ['v1', 'v2'])).to.throw('was changed');
  });

  it('reports a removed file', () => {
    rmSync(join(folder, 'v1/1.0.openapi.json'));
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal(['v1/1.0.openapi.json is frozen and was removed']);
  });

  it('reports a file that is not in the lock, until it is added', () => {
    writeJson(folder, 'v1/1.1.openapi.json', {});
    expect(lockFaults(folder, ['v1', 'v2'])[0]).to.match(/^v1\/1[.]1[.]openapi[.]json is not locked/);
    writeLock(folder, ['v1', 'v2']);
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal([]);
  });

  it('allows the removal of a whole major once it is no longer served, and not before', () => {
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(lockFaults(folder, ['v1', 'v2'])).to.have.length(1);
    expect(lockFaults(folder, ['v2'])).to.deep.equal([]);
  });

  it('writes no file twice', () => {
    expect(() => writeJson(folder, 'v1/1.0.openapi.json', {})).to.throw('EEXIST');
  });
});
