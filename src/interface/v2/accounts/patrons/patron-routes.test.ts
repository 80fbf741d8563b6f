import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../../test/support/accounts/account-views.js';
import { aLibrarian, anAdmin } from '../../../../../test/support/callers.js';
import { codesOf, refusalOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { PatronQueries } from '../../../../application/accounts/patron-queries.js';
import { patronRefusals } from '../../../../application/accounts/patrons/patron-service.js';
import { staffRefusals, StaffService } from '../../../../application/accounts/staff/staff-service.js';
import { FakeAccessTrail } from '../../../../application/kernel/storage/access-trail.fake.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { PatronRoutes } from './patron-routes.js';

describe('The patron routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let service: SinonStubbedInstance<StaffService>;
  let patrons: SinonStubbedInstance<PatronQueries>;
  let accesses: FakeAccessTrail;
  let routes: PatronRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(StaffService);
    patrons = stubOf<PatronQueries>('view', 'listAfter', 'count');
    patrons.view.withArgs(3).resolves(aPatronView());
    patrons.listAfter.resolves({ items: [], next: undefined });
    accesses = new FakeAccessTrail();
    routes = new PatronRoutes(service, patrons, accesses, cursors);
  });
  afterEach(() => sinon.restore());

  it('are for librarians: no patron reads or changes another one', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('librarian'));
  });

  describe('a read by staff', () => {
    const read = [{ action: 'accounts.patron_read', patronIds: [3] }];

    it('of a patron is recorded', async () => {
      await call(routes, 'getPatron', { path: { id: toId('patron', 3) }, caller: aLibrarian });
      expect(accesses.reads).to.deep.equal(read);
    });

    it('of a list is recorded for each patron on the page', async () => {
      patrons.listAfter.resolves({ items: [aPatronView()], next: undefined });
      await call(routes, 'listPatrons', { caller: aLibrarian });
      expect(accesses.reads).to.deep.equal(read);
    });
  });

  describe('listPatrons', () => {
    it('queries the first twenty patrons, without a total', async () => {
      await call(routes, 'listPatrons', { caller: aLibrarian });
      expect(patrons.listAfter.args).to.deep.equal([[{ after: undefined, limit: 20 }]]);
      expect(patrons.count.called).to.equal(false);
    });

    it('continues after the cursor', async () => {
      const query = { cursor: cursors.write('patrons', [3]) ?? '', limit: '200' };
      await call(routes, 'listPatrons', { query, caller: aLibrarian });
      expect(patrons.listAfter.args).to.deep.equal([[{ after: [3], limit: 200 }]]);
    });

    it('refuses the cursor of another list', async () => {
      const query = { cursor: cursors.write('loans', [3]) ?? '' };
      const codes = await codesOf(() => call(routes, 'listPatrons', { query, caller: aLibrarian }));
      expect(codes).to.deep.equal(['request.cursor_invalid']);
      expect(patrons.listAfter.called).to.equal(false);
    });

    it('answers the patrons and, on the last page, no link', async () => {
      patrons.listAfter.resolves({ items: [aPatronView(), aPatronView({ id: 4 })], next: undefined });
      const { status, headers, body } = await call(routes, 'listPatrons', { caller: aLibrarian });
      expect([status, headers]).to.deep.equal([200, {}]);
      expect(body).to.have.nested.property('data[1].id', toId('patron', 4));
      expect(body).to.deep.include({ page: { nextCursor: null } });
    });

    it('answers the cursor of the next page, and links to it', async () => {
      patrons.listAfter.resolves({ items: [aPatronView()], next: [3] });
      const { headers, body } = await call(routes, 'listPatrons', { caller: aLibrarian });
      const nextCursor = cursors.write('patrons', [3]);
      expect(body).to.deep.include({ page: { nextCursor } });
      expect(headers).to.deep.equal({ Link: `</v2/patrons?cursor=${nextCursor}>; rel="next"` });
    });

    it('answers the total on request', async () => {
      patrons.count.resolves(12);
      const { body } = await call(routes, 'listPatrons', { query: { total: 'true' }, caller: aLibrarian });
      expect(body).to.have.nested.property('page.total', 12);
    });
  });

  describe('getPatron', () => {
    it('answers the patron of the path, and the ETag of the revision', async () => {
      const parts = { path: { id: toId('patron', 3) }, caller: aLibrarian };
      const { status, headers, body } = await call(routes, 'getPatron', parts);
      expect([status, headers]).to.deep.equal([200, { ETag: '"r6-v2.0"' }]);
      expect(body).to.include({ id: toId('patron', 3), cardNumber: 'P0000003' });
    });

    it('refuses an unknown patron', async () => {
      const parts = { path: { id: toId('patron', 4) }, caller: aLibrarian };
      expect(await codesOf(() => call(routes, 'getPatron', parts))).to.deep.equal([
        'accounts.patron_not_found',
      ]);
    });

    it('queries the key 0 when the id is not the id of a patron', async () => {
      await codesOf(() => call(routes, 'getPatron', { path: { id: '3' }, caller: aLibrarian }));
      expect(patrons.view.args).to.deep.equal([[0]]);
    });
  });

  describe('updatePatron', () => {
    const parts = { path: { id: toId('patron', 3) }, body: {}, ifMatch: '"r6-v2.0"', caller: aLibrarian };

    it('changes the patron of the path as the caller, if If-Match names the current revision', async () => {
      await call(routes, 'updatePatron', parts);
      expect(service.amend.args).to.deep.equal([[3, {}, { by: aLibrarian, expectedRevision: 6 }]]);
    });

    it('passes to the service whether an admin changes it', async () => {
      await call(routes, 'updatePatron', { ...parts, body: { role: 'librarian' }, caller: anAdmin });
      const change = { role: 'librarian' };
      expect(service.amend.args).to.deep.equal([[3, change, { by: anAdmin, expectedRevision: 6 }]]);
    });

    it('changes every field of the body, with timestamps as dates', async () => {
      const names = { username: 'bookworm', firstName: null, lastName: 'King', email: 'king@example.org' };
      const same = { ...names, cardNumber: 'C-7', category: 'child', disabled: true };
      const block = { reason: 'Two books are lost.', until: '2027-01-31T23:00:00Z' };
      const body = { ...same, expiresAt: '2028-12-01T00:00:00Z', blocks: [block, { reason: 'Lost card.' }] };
      await call(routes, 'updatePatron', { ...parts, body });
      expect(service.amend.args[0]?.[1]).to.deep.equal({
        ...same,
        expiresAt: new Date('2028-12-01T00:00:00Z'),
        blocks: [block, { reason: 'Lost card.', until: null }],
      });
    });

    it('reads a card number in upper case, without the spaces of a scanner', async () => {
      await call(routes, 'updatePatron', { ...parts, body: { cardNumber: ' c-2041\r\n' } });
      expect(service.amend.args[0]?.[1]).to.deep.equal({ cardNumber: 'C-2041' });
    });

    it('removes the expiry of the card and all blocks when they are null', async () => {
      await call(routes, 'updatePatron', { ...parts, body: { expiresAt: null, blocks: null } });
      expect(service.amend.args[0]?.[1]).to.deep.equal({ expiresAt: null, blocks: [] });
    });

    for (const body of [
      { email: 'mine' },
      { cardNumber: null },
      { cardNumber: 'no spaces' },
      { disabled: 'true' },
      { password: 'a new long password' },
      { role: 'root' },
    ]) {
      it(`refuses ${JSON.stringify(body)} from staff`, async () => {
        const codes = await codesOf(() => call(routes, 'updatePatron', { ...parts, body }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.amend.called).to.equal(false);
      });
    }

    it('reports the faults of all parts of the body at once', async () => {
      const body = { category: 'A child', blocks: [{ reason: '' }], expiresAt: '2028-12-01' };
      const { fields } = await refusalOf(() => call(routes, 'updatePatron', { ...parts, body }));
      expect(Object.keys(fields ?? {})).to.have.members(['category', 'blocks.0.reason', 'expiresAt']);
    });

    it('refuses a change without If-Match', async () => {
      const { ifMatch: _ifMatch, ...others } = parts;
      const codes = await codesOf(() => call(routes, 'updatePatron', others));
      expect(codes).to.deep.equal(['request.precondition_required']);
      expect(service.amend.called).to.equal(false);
    });

    it('answers the changed patron, with the new ETag', async () => {
      service.amend.callsFake(async () => {
        patrons.view.withArgs(3).resolves(aPatronView({ category: 'child', revision: 7 }));
      });
      const { status, headers, body } = await call(routes, 'updatePatron', parts);
      expect([status, headers]).to.deep.equal([200, { ETag: '"r7-v2.0"' }]);
      expect(body).to.include({ category: 'child' });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...staffRefusals.amend, ...patronRefusals.stale] as const;
      service.amend.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'updatePatron', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });
});
