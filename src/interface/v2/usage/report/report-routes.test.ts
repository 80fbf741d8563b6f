import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { refusalOf } from '../../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import { call, routeOf } from '../../../../../test/support/route-call.js';
import { MigrationReports } from '../../../../application/usage/report/migration-reports.js';
import type { ContractDiffs } from '../../../documentation/migration/contract-diffs.js';
import type { Difference } from '../../../documentation/migration/difference.js';
import { ReportRoutes } from './report-routes.js';

const moment = new Date('2026-12-01T09:30:00Z');
const get = { method: 'GET', path: '/v1/books' };
const difference: Difference = {
  id: 'v1-subjects',
  title: 'Books have `subjects`.',
  text: 'Read them.',
  guide: '/docs/v1/changelog',
  since: '1.1',
  operations: ['listBooks'],
  rows: [{ before: '', after: 'BookV1: subjects', note: '' }],
  example: () => ({ before: get, after: undefined }),
};

describe('getMigrationReport of v2', () => {
  let reports: SinonStubbedInstance<MigrationReports>;
  let diffs: SinonStubbedInstance<ContractDiffs>;
  let routes: ReportRoutes;

  beforeEach(() => {
    reports = sinon.createStubInstance(MigrationReports);
    reports.of.resolves({
      since: moment,
      calls: 3,
      affecting: [
        {
          change: difference,
          calls: 2,
          lastAt: moment,
          operations: [{ operationId: 'listBooks', calls: 2, lastAt: moment }],
        },
      ],
      unaffected: 4,
    });
    diffs = stubOf<ContractDiffs>('origins', 'targets', 'between');
    diffs.origins.returns(['1.0', '1.1']);
    diffs.targets.returns(['1.1', '2.0']);
    diffs.between.resolves([difference]);
    routes = new ReportRoutes(reports, diffs);
  });
  afterEach(() => sinon.restore());

  const ask = (query: Record<string, string>) =>
    call(routes, 'getMigrationReport', { query, caller: aPatron });

  it('is for everybody who is signed in', () => {
    expect(routeOf(routes, 'getMigrationReport').audience).to.equal('patron');
  });

  it('shows the changes that concern the caller, and the number of all others', async () => {
    const { body } = await ask({ from: '1.0', to: '2.0' });
    const lastCalledAt = '2026-12-01T09:30:00.000Z';
    expect(body).to.deep.equal({
      from: '1.0',
      to: '2.0',
      since: lastCalledAt,
      calls: 3,
      affecting: [
        {
          id: 'v1-subjects',
          title: 'Books have `subjects`.',
          text: 'Read them.',
          guide: '/docs/v1/changelog',
          calls: 2,
          lastCalledAt,
          operations: [{ operationId: 'listBooks', calls: 2, lastCalledAt }],
          parts: [{ before: null, after: 'BookV1: subjects', note: '' }],
          example: { operationId: 'listBooks', before: 'GET /v1/books', after: null },
        },
      ],
      unaffected: 4,
    });
  });

  it('asks for the calls of the major that the client leaves', async () => {
    await ask({ from: '1.0', to: '2.0' });
    expect(reports.of.args).to.deep.equal([[aPatron, 1, [difference]]]);
  });

  it('refuses a minor that nobody can leave', async () => {
    const { fields, parameters } = await refusalOf(() => ask({ from: '9.9', to: '2.0' }));
    expect([Object.keys(fields ?? {}), [...parameters]]).to.deep.equal([['from'], ['from']]);
  });

  it('refuses a target that cannot be reached from there', async () => {
    diffs.between.resolves();
    const { fields, parameters } = await refusalOf(() => ask({ from: '1.1', to: '1.0' }));
    expect([Object.keys(fields ?? {}), [...parameters]]).to.deep.equal([['to'], ['to']]);
  });
});
