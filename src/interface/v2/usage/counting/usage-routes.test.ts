import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { UsageQueries, UsageView } from '../../../../application/usage/counting/usage-queries.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { UsageRoutes } from './usage-routes.js';

const use: UsageView = {
  kind: 'key',
  keyId: 7,
  program: null,
  operationId: 'listBooks',
  major: 1,
  minor: '1.0',
  minorSource: 'default',
  element: 'query:author_name',
  outcome: '2xx',
  calls: 3,
  lastAt: new Date('2026-12-01T09:30:00Z'),
};

describe('listMyUsage of v2', () => {
  let usage: SinonStubbedInstance<UsageQueries>;
  let routes: UsageRoutes;

  beforeEach(() => {
    usage = stubOf<UsageQueries>('list');
    usage.list.resolves({ items: [use], next: undefined });
    const clock = { now: () => new Date('2026-12-31T00:00:00Z') };
    routes = new UsageRoutes(usage, clock, new Cursors(['a secret of this test']));
  });

  const list = (query = {}, caller = {}) =>
    call(routes, 'listMyUsage', { query, caller: { ...aPatron, ...caller } });

  it('is for everybody who is signed in, and came with 2.3', () => {
    const { audience, since } = routeOf(routes, 'listMyUsage');
    expect([audience, since]).to.deep.equal(['patron', '2.3']);
  });

  it('shows every field', async () => {
    const { body } = await list();
    expect(body).to.deep.equal({
      data: [
        {
          client: { kind: 'key', apiKeyId: toId('apiKey', 7), program: null },
          operationId: 'listBooks',
          major: 'v1',
          minor: '1.0',
          minorSource: 'default',
          deprecatedPart: 'query:author_name',
          outcome: '2xx',
          calls: 3,
          lastCalledAt: '2026-12-01T09:30:00.000Z',
        },
      ],
      page: { nextCursor: null },
    });
  });

  it('queries the clients of a person, or the key that asks, in the last 30 days or as many as requested', async () => {
    await list();
    await list({ days: '1', limit: '5' }, { apiKey: 7, scopes: [] });
    expect(usage.list.args).to.deep.equal([
      [{ patronId: 3 }, new Date('2026-12-01T00:00:00Z'), { after: undefined, limit: 20 }],
      [{ keyId: 7 }, new Date('2026-12-30T00:00:00Z'), { after: undefined, limit: 5 }],
    ]);
  });

  for (const days of ['0', '761', 'all']) {
    it(`refuses ${days} days`, async () => {
      expect(await codesOf(() => list({ days }))).to.deep.equal(['request.validation_failed']);
    });
  }

  it('refuses the cursor of somebody else', async () => {
    usage.list.resolves({ items: [use], next: [1, 'listBooks'] });
    const { body } = await list({}, { patronId: 4 });
    const { nextCursor: cursor } = (body as { page: { nextCursor: string } }).page;
    expect(await codesOf(() => list({ cursor }))).to.deep.equal(['request.cursor_invalid']);
  });
});
