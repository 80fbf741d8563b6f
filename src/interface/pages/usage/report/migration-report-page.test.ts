import { expect } from 'chai';
import type { MigrationReport } from '../../../../application/usage/report/migration-reports.js';
import type { Difference } from '../../../documentation/migration/difference.js';
import { migrationReportPage } from './migration-report-page.js';

const lastAt = new Date('2026-11-30T08:15:00Z');

const difference: Difference = {
  id: 'operation:listLamps',
  title: '`GET /v1/lamps` becomes `GET /v2/lamps`.',
  text: 'Lamps are <bright>.',
  guide: '/docs/guides/v1-to-v2#operation-listLamps',
  since: undefined,
  operations: ['listLamps'],
  rows: [
    { before: 'query page: integer', after: '', note: 'Send `cursor`.' },
    { before: '', after: 'query cursor: string', note: '' },
  ],
  example: () => ({
    before: { method: 'GET', path: '/v1/lamps', status: 200, answer: [{ id: 1 }] },
    after: { method: 'GET', path: '/v2/lamps', status: 200, answer: { data: [] } },
  }),
};

const report: MigrationReport<Difference> = {
  since: new Date('2026-09-02T09:30:00Z'),
  calls: 12,
  affecting: [
    { change: difference, calls: 7, lastAt, operations: [{ operationId: 'listLamps', calls: 7, lastAt }] },
  ],
  unaffected: 3,
};

const minors = { from: '1.0', to: '2.1' };

/** The text of the page, with one space between words. */
function textOf(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\s+/g, ' ');
}

describe('The page of a migration report', () => {
  it('says how many changes concern the client, and how many do not', () => {
    expect(textOf(migrationReportPage(minors, report))).to.include(
      '1 of 4 changes concern your 12 calls since 2026-09-02 . The other 3 concern nothing that you call.',
    );
  });

  it('says one call, and two calls', () => {
    const [first] = report.affecting;
    const operations = [{ operationId: 'listLamps', calls: 1, lastAt }] as const;
    const affecting = first ? [{ ...first, calls: 1, operations }] : [];
    expect(textOf(migrationReportPage(minors, { ...report, calls: 1, affecting })))
      .to.include('concern your 1 call since')
      .and.include('listLamps : 1 call, the last on');
  });

  it('shows each change with its counts, its parts, and both exchanges', () => {
    const text = textOf(migrationReportPage(minors, report));
    expect(text).to.include('1. GET /v1/lamps becomes GET /v2/lamps .');
    expect(text).to.include('listLamps : 7 calls, the last on 2026-11-30 08:15 UTC');
    expect(text).to.include('query page: integer is gone. Send cursor .');
    expect(text).to.include('New: query cursor: string');
    expect(text).to.include('GET /v1/lamps 200 OK [ { "id": 1 } ]');
    expect(text).to.include('GET /v2/lamps 200 OK { "data": [] }');
  });

  it('says so where nothing stands for an operation', () => {
    const [affecting] = report.affecting;
    const before = { method: 'GET', path: '/v1/lamps' };
    const change = { ...difference, example: () => ({ before, after: undefined }) };
    const affected = affecting ? [{ ...affecting, change }] : [];
    expect(textOf(migrationReportPage(minors, { ...report, affecting: affected }))).to.include(
      'After Nothing stands for it.',
    );
  });

  it('has no list for a client that nothing concerns', () => {
    const page = migrationReportPage(minors, { ...report, affecting: [], calls: 0 });
    expect(textOf(page)).to.include('0 of 3 changes concern your 0 calls');
    expect(page).not.to.include('<table>').and.not.include('<section');
  });

  it('escapes texts, links to the guide, and needs no script', () => {
    const page = migrationReportPage(minors, report);
    expect(page).to.include('Lamps are &#60;bright&#62;.');
    expect(page).to.include('href="/docs/guides/v1-to-v2#operation-listLamps"');
    expect(page).not.to.include('<script').and.not.include('style="');
  });
});
