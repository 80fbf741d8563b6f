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

  it('holds what is as it was', () => {
    expect([...readLock(folder).keys()]).to.deep.equal(['v1/1.0.openapi.json', 'v2/2.0.openapi.json']);
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal([]);
  });

  it('tells a file that was changed, and is not renewed over it', () => {
    writeFileSync(join(folder, 'v1/1.0.openapi.json'), '{}');
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal(['v1/1.0.openapi.json is frozen and was changed']);
    expect(() => writeLock(folder, ['v1', 'v2'])).to.throw('was changed');
  });

  it('tells a file that was removed', () => {
    rmSync(join(folder, 'v1/1.0.openapi.json'));
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal(['v1/1.0.openapi.json is frozen and was removed']);
  });

  it('tells a file that came in by another way, until it is locked', () => {
    writeJson(folder, 'v1/1.1.openapi.json', {});
    expect(lockFaults(folder, ['v1', 'v2'])[0]).to.match(/^v1\/1[.]1[.]openapi[.]json is not locked/);
    writeLock(folder, ['v1', 'v2']);
    expect(lockFaults(folder, ['v1', 'v2'])).to.deep.equal([]);
  });

  it('lets a major go as a whole once it is served no more, and not before', () => {
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(lockFaults(folder, ['v1', 'v2'])).to.have.length(1);
    expect(lockFaults(folder, ['v2'])).to.deep.equal([]);
  });

  it('writes no file twice', () => {
    expect(() => writeJson(folder, 'v1/1.0.openapi.json', {})).to.throw('EEXIST');
  });
});
