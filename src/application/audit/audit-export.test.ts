import 'reflect-metadata';
import { expect } from 'chai';
import { stubOf } from '../../../test/support/stub-of.js';
import { AuditExport } from './audit-export.js';
import type { AuditEventView, AuditQueries } from './audit-queries.js';

const event = (id: number): AuditEventView => ({
  id,
  at: new Date('2026-12-01T09:30:00Z'),
  action: 'accounts.signed_in',
  subjectType: 'patron',
  subjectId: 3,
  actorId: null,
  actorRole: 'anonymous',
  actorKeyId: null,
  requestId: null,
  network: null,
  times: 1,
  details: {},
});

describe('The export of the audit trail', () => {
  it('reads all lots, oldest first, and each one only when the last one is taken', async () => {
    const trail = stubOf<AuditQueries>('list');
    trail.list.onFirstCall().resolves({ items: [event(1), event(2)], next: ['a moment', 2] });
    trail.list.onSecondCall().resolves({ items: [event(3)], next: undefined });
    const events = new AuditExport(trail).events({ action: 'accounts.signed_in' });
    const ids = [(await events.next()).value?.id, (await events.next()).value?.id];
    expect(trail.list.callCount).to.equal(1);
    for await (const { id } of events) ids.push(id);
    expect(ids).to.deep.equal([1, 2, 3]);
    const filter = { action: 'accounts.signed_in' };
    expect(trail.list.args).to.deep.equal([
      [filter, 'oldest first', { after: undefined, limit: 1_000 }],
      [filter, 'oldest first', { after: ['a moment', 2], limit: 1_000 }],
    ]);
  });
});
