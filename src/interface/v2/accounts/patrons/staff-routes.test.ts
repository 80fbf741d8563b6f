import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../../test/support/accounts/account-views.js';
import { aLibrarian } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { PatronQueries } from '../../../../application/accounts/patron-queries.js';
import { staffRefusals, StaffService } from '../../../../application/accounts/staff/staff-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { toId } from '../../ids.js';
import { StaffRoutes } from './staff-routes.js';

describe('The staff routes of v2', () => {
  let staff: SinonStubbedInstance<StaffService>;
  let routes: StaffRoutes;

  beforeEach(() => {
    staff = sinon.createStubInstance(StaffService);
    staff.register.resolves(3);
    const patrons = stubOf<PatronQueries>('view');
    patrons.view.withArgs(3).resolves(aPatronView());
    routes = new StaffRoutes(staff, patrons);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(new Set(routes.routes().map(({ audience }) => audience))).to.deep.equal(new Set(['librarian']));
  });

  describe('createPatron', () => {
    const register = (body: object) => call(routes, 'createPatron', { body, caller: aLibrarian });

    it('registers a child with a username only, as an adult without an end', async () => {
      await register({ username: 'Tim' });
      const nothing = {
        firstName: null,
        lastName: null,
        email: null,
      };
      const defaults = { category: 'adult', language: 'en' };
      expect(staff.register.args).to.deep.equal([[{ username: 'Tim', ...nothing, ...defaults }]]);
    });

    it('passes on every field, with the card number in upper case', async () => {
      const names = { username: 'Tim', firstName: 'Tim', lastName: 'King', email: 'parents@example.org' };
      const expiresAt = '2028-12-01T00:00:00Z';
      await register({ ...names, cardNumber: 'c-2041', category: 'child', expiresAt, language: 'de' });
      expect(staff.register.args).to.deep.equal([
        [
          {
            ...names,
            cardNumber: 'C-2041',
            category: 'child',
            expiresAt: new Date(expiresAt),
            language: 'de',
          },
        ],
      ]);
    });

    for (const change of [
      { username: undefined },
      { password: 'a long and quiet evening' },
      { role: 'librarian' },
      { category: null },
      { cardNumber: '' },
      { cardNumber: 'x'.repeat(51) },
      { email: 'parents' },
    ]) {
      it(`refuses ${JSON.stringify(change)}`, async () => {
        const codes = await codesOf(() => register({ username: 'Tim', ...change }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(staff.register.called).to.equal(false);
      });
    }

    it('answers 201 with the account, its Location and its ETag', async () => {
      const { status, headers, body } = await register({ username: 'Tim' });
      const id = toId('patron', 3);
      expect([status, headers]).to.deep.equal([201, { ETag: '"r6-v2.0"', Location: `/v2/patrons/${id}` }]);
      expect(body).to.include({ id, cardNumber: 'P0000003' });
    });
  });

  describe('startPasswordReset', () => {
    const parts = { path: { id: toId('patron', 3) }, caller: aLibrarian };

    it('acts on the patron of the path as the caller, and answers 202', async () => {
      const { status, body } = await call(routes, 'startPasswordReset', parts);
      expect([status, body]).to.deep.equal([202, { status: 'accepted' }]);
      expect(staff.startReset.args).to.deep.equal([[3, aLibrarian]]);
    });

    it('passes on every refusal of the service', async () => {
      staff.startReset.rejects(new Refusal(staffRefusals.startReset));
      const codes = await codesOf(() => call(routes, 'startPasswordReset', parts));
      expect(codes).to.deep.equal(staffRefusals.startReset.map(({ code }) => code));
    });
  });

  for (const [operationId, job] of [
    ['endPatronSessions', 'signOut'],
    ['closePatron', 'close'],
  ] as const) {
    describe(operationId, () => {
      const parts = { path: { id: toId('patron', 3) }, caller: aLibrarian };

      it('acts on the patron of the path as the caller, and answers 204', async () => {
        expect(await call(routes, operationId, parts)).to.include({ status: 204, body: undefined });
        expect(staff[job].args).to.deep.equal([[3, aLibrarian]]);
      });

      it('passes on every refusal of the service', async () => {
        staff[job].rejects(new Refusal(staffRefusals[job]));
        const codes = await codesOf(() => call(routes, operationId, parts));
        expect(codes).to.deep.equal(staffRefusals[job].map(({ code }) => code));
      });
    });
  }
});
