import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lifecycle } from '../../src/interface/kernel/declaration/lifecycle.js';
import type { MajorContract } from '../documents.js';
import { announcementFaults, freezeAnnouncements } from './announcements.js';
import { readJson } from './folder.js';
import { addReleases } from './releases.js';

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
const today = '2026-12-24';

describe('Announced ends of life', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelflife-announcements-'));
    addReleases(folder, ['1.0'], '2026-11-30');
    freezeAnnouncements(folder, ending(told), today);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The faults of this announcement, when it is frozen too. */
  const faultsOf = (lifecycle: Lifecycle, on = today): string[] => {
    freezeAnnouncements(folder, ending(lifecycle), on);
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
    expect(faultsOf({ ...told, deprecated: '2027-02-01', sunset: '2029-02-01' })).to.deep.equal([]);
    expect(faultsOf(told)[0]).to.contain('deprecated on 2027-02-01 and is now');
  });

  it('must be announced until they happen', () => {
    expect(announcementFaults(folder, ending())).to.deep.equal([
      'old-major was announced and is no longer declared',
    ]);
  });

  it('carry the day on which they are frozen, and a postponed one carries the first day', () => {
    faultsOf({ ...told, sunset: '2029-02-01' }, '2027-06-01');
    const announced = (sunset: string) =>
      readJson(folder, `v1/lifecycles/old-major.2027-01-01.${sunset}.json`)['announced'];
    expect([announced('2029-01-01'), announced('2029-02-01')]).to.deep.equal([today, today]);
  });

  it('count from the day on which a sunset is frozen, not from a deprecation in the past', () => {
    const backdated = { ...told, id: 'backdated', deprecated: '2025-01-01' };
    expect(faultsOf({ ...backdated, sunset: '2026-12-27' })).to.include(
      'backdated has its sunset 3 days after it was announced, and 730 are promised',
    );
  });

  it('count from the day on which the sunset is told, not from an earlier deprecation without one', () => {
    const { sunset: _, ...open } = { ...told, id: 'open' };
    faultsOf(open, '2026-12-01');
    expect(faultsOf({ ...open, sunset: '2029-01-01' }, '2028-12-01')).to.include(
      'open has its sunset 31 days after it was announced, and 730 are promised',
    );
  });

  it('are drafts before the first release of their major, and are frozen anew', () => {
    rmSync(join(folder, 'RELEASED'));
    expect(faultsOf({ ...told, sunset: '2029-12-01' }, '2027-01-01')).to.deep.equal([]);
    expect(faultsOf({ ...told, sunset: '2029-06-01' }, '2027-01-01')).to.deep.equal([]);
  });

  it('are judged by the lock, once their major is no longer served', () => {
    expect(announcementFaults(folder, [])).to.deep.equal([]);
  });
});
