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

/** A major with this end of life. */
const ending = (lifecycle?: Lifecycle) =>
  [{ name: 'v1', minors: [], mounted: { version: { lifecycle }, routes: [] } }] as unknown as MajorContract[];

describe('Announced ends of life', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelflife-announcements-'));
    freezeAnnouncements(folder, ending(told));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The faults of this announcement, when it is frozen too. */
  const faultsOf = (lifecycle: Lifecycle): string[] => {
    freezeAnnouncements(folder, ending(lifecycle));
    return announcementFaults(folder, ending(lifecycle));
  };

  it('must be kept', () => {
    expect(faultsOf(told)).to.deep.equal([]);
  });

  it('may be postponed', () => {
    expect(faultsOf({ ...told, deprecated: '2027-02-01', sunset: '2029-02-01' })).to.deep.equal([]);
  });

  it('may not have an earlier deprecation', () => {
    expect(faultsOf({ ...told, deprecated: '2026-12-31' })).to.deep.equal([
      'old-major was announced as deprecated on 2027-01-01 and is now declared for 2026-12-31, which is earlier',
    ]);
  });

  it('may not have an earlier sunset, nor lose it', () => {
    const was = 'old-major was announced with the sunset 2029-01-01 and is now declared with';
    expect(faultsOf({ ...told, sunset: '2028-12-31' })).to.deep.equal([`${was} 2028-12-31`]);
    const { sunset: _, ...open } = told;
    expect(announcementFaults(folder, ending(open))).to.include(`${was} none`);
  });

  it('may not return to a date from before they were postponed', () => {
    expect(faultsOf({ ...told, deprecated: '2027-02-01' })).to.deep.equal([]);
    expect(faultsOf(told)[0]).to.contain('deprecated on 2027-02-01 and is now');
  });

  it('must be announced until they happen', () => {
    expect(announcementFaults(folder, ending())).to.deep.equal([
      'old-major was announced and is no longer declared',
    ]);
  });

  it('end with their major, once it is no longer served', () => {
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(announcementFaults(folder, [])).to.deep.equal([]);
  });
});
