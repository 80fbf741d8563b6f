import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lifecycle } from '../../src/interface/kernel/declaration/lifecycle.js';
import type { MajorContract } from '../documents.js';
import { announcementFaults, freezeAnnouncements } from './announcements.js';

const told: Lifecycle = {
  id: 'old-major',
  deprecated: '2027-01-01',
  sunset: '2029-01-01',
  successor: { none: 'There is nothing like it.' },
  guide: '/docs/guides/old-major',
};

/** A major that comes to its end so. */
const ending = (lifecycle?: Lifecycle) =>
  [{ name: 'v1', minors: [], mounted: { version: { lifecycle }, routes: [] } }] as unknown as MajorContract[];

describe('Announced ends of life', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelflife-announcements-'));
    freezeAnnouncements(folder, ending(told));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is wrong once this is announced, and frozen too. */
  const faultsOf = (lifecycle: Lifecycle): string[] => {
    freezeAnnouncements(folder, ending(lifecycle));
    return announcementFaults(folder, ending(lifecycle));
  };

  it('are kept as they were told', () => {
    expect(faultsOf(told)).to.deep.equal([]);
  });

  it('may be put off', () => {
    expect(faultsOf({ ...told, deprecated: '2027-02-01', sunset: '2029-02-01' })).to.deep.equal([]);
  });

  it('have no earlier deprecation than was told', () => {
    expect(faultsOf({ ...told, deprecated: '2026-12-31' })).to.deep.equal([
      'old-major was announced as deprecated on 2027-01-01 and is now declared for 2026-12-31, which is earlier',
    ]);
  });

  it('have no earlier sunset than was told, and do have one', () => {
    const was = 'old-major was announced with the sunset 2029-01-01 and is now declared with';
    expect(faultsOf({ ...told, sunset: '2028-12-31' })).to.deep.equal([`${was} 2028-12-31`]);
    const { sunset: _, ...open } = told;
    expect(announcementFaults(folder, ending(open))).to.include(`${was} none`);
  });

  it('go back to no day that was told before it was put off', () => {
    expect(faultsOf({ ...told, deprecated: '2027-02-01' })).to.deep.equal([]);
    expect(faultsOf(told)[0]).to.contain('deprecated on 2027-02-01 and is now');
  });

  it('are told until they come', () => {
    expect(announcementFaults(folder, ending())).to.deep.equal([
      'old-major was announced and is no longer declared',
    ]);
  });

  it('go with their major, once that is served no more', () => {
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(announcementFaults(folder, [])).to.deep.equal([]);
  });
});
