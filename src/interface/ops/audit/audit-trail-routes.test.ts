import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { AuditQueries } from '../../../application/audit/audit-queries.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { AuditTrailRoutes } from './audit-trail-routes.js';

describe('The audit trail of the operators', () => {
  let trail: SinonStubbedInstance<AuditQueries>;
  let routes: AuditTrailRoutes;

  beforeEach(() => {
    trail = stubOf<AuditQueries>('list');
    trail.list.resolves({ items: [], next: undefined });
    routes = new AuditTrailRoutes(trail, new Cursors(['a secret of this test']));
  });

  const search = (query: Record<string, string> = {}) =>
    call(routes, 'searchAuditTrail', { query, caller: anAdmin });

  it('is for admins', () => {
    expect(routeOf(routes, 'searchAuditTrail').audience).to.equal('admin');
  });

  it('goes on after the last event of the page before', async () => {
    trail.list.onFirstCall().resolves({ items: [], next: [7] });
    const { body } = await search({ limit: '5' });
    const { nextCursor } = body as { nextCursor: string };
    await search({ limit: '5', cursor: nextCursor });
    expect(trail.list.args.map(([, order, slice]) => [order, slice])).to.deep.equal([
      ['newest first', { after: undefined, limit: 5 }],
      ['newest first', { after: [7], limit: 5 }],
    ]);
  });

  it('ends with a page without a cursor', async () => {
    expect((await search()).body).to.deep.equal({ data: [], nextCursor: null });
  });

  it('refuses a cursor that it did not make', async () => {
    expect(await codesOf(() => search({ cursor: 'made-up' }))).to.deep.equal(['request.cursor_invalid']);
  });
});
