import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { AuditEventView, AuditQueries } from '../../../application/audit/audit-queries.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { toId } from '../ids.js';
import { AuditRoutes } from './audit-routes.js';

const event: AuditEventView = {
  id: 5,
  at: new Date('2026-12-01T09:30:00Z'),
  action: 'circulation.loan_opened',
  subjectType: 'loan',
  subjectId: 7,
  actorId: 2,
  actorRole: 'librarian',
  actorKeyId: 9,
  requestId: 'a-request',
  network: null,
  times: 1,
  details: { copyId: 11, bookId: 7, dueAt: '2026-12-22T23:59:59.000Z' },
};

describe('The audit routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let trail: SinonStubbedInstance<AuditQueries>;
  let routes: AuditRoutes;

  beforeEach(() => {
    trail = stubOf<AuditQueries>('list');
    trail.list.resolves({ items: [], next: undefined });
    routes = new AuditRoutes(trail, cursors);
  });

  const list = (query = {}) => call(routes, 'listAuditEvents', { query, caller: anAdmin });
  const shown = async (changes: Partial<AuditEventView>) => {
    trail.list.resolves({ items: [{ ...event, ...changes }], next: undefined });
    const { body } = await list();
    return (body as { data: object[] }).data[0];
  };

  it('are for admins', () => {
    expect(routeOf(routes, 'listAuditEvents').audience).to.equal('admin');
  });

  it('show every field of an event, with the ids of v2', async () => {
    expect(await shown({})).to.deep.equal({
      id: toId('auditEvent', 5),
      at: '2026-12-01T09:30:00.000Z',
      action: 'circulation.loan_opened',
      subject: { type: 'loan', id: toId('loan', 7) },
      actor: { role: 'librarian', id: toId('patron', 2), apiKeyId: toId('apiKey', 9) },
      requestId: 'a-request',
      network: null,
      times: 1,
      details: { copyId: toId('copy', 11), bookId: toId('book', 7), dueAt: '2026-12-22T23:59:59.000Z' },
    });
  });

  it('show each id of a list in the details', async () => {
    const received = { subjectType: 'order', subjectId: 5, details: { line: 1, copyIds: [11, 12] } };
    expect(await shown(received)).to.deep.include({
      subject: { type: 'order', id: toId('order', 5) },
      details: { line: 1, copyIds: [toId('copy', 11), toId('copy', 12)] },
    });
  });

  it('show failed sign-ins at no account without a subject and an actor', async () => {
    const failed = { action: 'accounts.sign_in_failed', subjectType: 'patron', subjectId: null, times: 4 };
    const nobody = { actorId: null, actorRole: 'anonymous', actorKeyId: null, network: '203.0.113.0/24' };
    expect(await shown({ ...failed, ...nobody })).to.deep.include({
      subject: null,
      actor: { role: 'anonymous', id: null, apiKeyId: null },
      network: '203.0.113.0/24',
      times: 4,
    });
  });

  it('show a subject that has no id in v2 by its type', async () => {
    expect(await shown({ subjectType: 'shelf' })).to.deep.include({ subject: { type: 'shelf', id: null } });
  });

  it('query the newest twenty events by default', async () => {
    await list();
    expect(trail.list.args).to.deep.equal([[{}, 'newest first', { after: undefined, limit: 20 }]]);
  });

  it('pass on every filter, with ids as keys', async () => {
    await list({
      actorId: toId('patron', 2),
      subjectId: toId('apiKey', 9),
      action: 'accounts.api_key_revoked',
      from: '2026-12-01T00:00:00Z',
      before: '2026-12-02T01:00:00+01:00',
    });
    expect(trail.list.args[0]?.[0]).to.deep.equal({
      actorId: 2,
      subject: { type: 'api_key', id: 9 },
      action: 'accounts.api_key_revoked',
      from: new Date('2026-12-01T00:00:00Z'),
      before: new Date('2026-12-02T00:00:00Z'),
    });
  });

  it('query keys that no row has for ids that name nothing', async () => {
    await list({ actorId: toId('book', 2), subjectId: 'nothing' });
    expect(trail.list.args[0]?.[0]).to.deep.equal({ actorId: 0, subject: { type: '', id: 0 } });
  });

  for (const query of [{ action: 'everything' }, { from: 'yesterday' }, { before: '2026-12-01' }]) {
    it(`refuse ${JSON.stringify(query)}`, async () => {
      expect(await codesOf(() => list(query))).to.deep.equal(['request.validation_failed']);
    });
  }

  it('answer the cursor of the next page, and link to it', async () => {
    trail.list.resolves({ items: [event], next: ['2026-12-01T09:30:00+00:00', 5] });
    const { headers, body } = await list({ limit: '1' });
    const nextCursor = cursors.write('audit events', ['2026-12-01T09:30:00+00:00', 5]);
    expect(body).to.deep.include({ page: { nextCursor } });
    expect(headers).to.deep.equal({ Link: `</v2/audit-events?limit=1&cursor=${nextCursor}>; rel="next"` });
    await list({ cursor: nextCursor ?? '' });
    expect(trail.list.args[1]?.[2].after).to.deep.equal(['2026-12-01T09:30:00+00:00', 5]);
  });

  it('refuse the cursor of another list', async () => {
    const cursor = cursors.write('loans', [5]) ?? '';
    expect(await codesOf(() => list({ cursor }))).to.deep.equal(['request.cursor_invalid']);
  });
});
