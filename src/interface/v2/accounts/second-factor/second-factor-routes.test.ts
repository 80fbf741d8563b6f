import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, anAdmin } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import {
  enrolmentRefusals,
  SecondFactorEnrolment,
} from '../../../../application/accounts/second-factor/second-factor-enrolment.js';
import { SecondFactorPolicy } from '../../../../application/accounts/second-factor/second-factor-policy.js';
import {
  removalRefusals,
  SecondFactorRemoval,
} from '../../../../application/accounts/second-factor/second-factor-removal.js';
import type { SecondFactorQueries } from '../../../../application/accounts/second-factor/second-factors.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { toId } from '../../ids.js';
import { SecondFactorRoutes } from './second-factor-routes.js';

describe('The second-factor routes of v2', () => {
  let enrolment: SinonStubbedInstance<SecondFactorEnrolment>;
  let removal: SinonStubbedInstance<SecondFactorRemoval>;
  let factors: SinonStubbedInstance<SecondFactorQueries>;
  let routes: SecondFactorRoutes;

  beforeEach(() => {
    enrolment = sinon.createStubInstance(SecondFactorEnrolment);
    removal = sinon.createStubInstance(SecondFactorRemoval);
    factors = stubOf<SecondFactorQueries>('view');
    factors.view.resolves(undefined);
    routes = new SecondFactorRoutes(enrolment, removal, factors, new SecondFactorPolicy('required'));
  });
  afterEach(() => sinon.restore());

  it('have the audience that may use them', () => {
    expect(routes.routes().map(({ operationId, audience }) => `${operationId} ${audience}`)).to.deep.equal([
      'getSecondFactor patron',
      'setUpSecondFactor librarian',
      'confirmSecondFactor librarian',
      'removeSecondFactor patron',
      'resetSecondFactor admin',
    ]);
  });

  it('are open before a second factor is set up as far as that needs them', () => {
    const open = routes.routes().filter(({ beforeSecondFactor }) => beforeSecondFactor);
    expect(open.map(({ operationId }) => operationId)).to.deep.equal([
      'getSecondFactor',
      'setUpSecondFactor',
      'confirmSecondFactor',
    ]);
  });

  it('count every guess of a password or a code for the account of the caller', () => {
    const counted = routes.routes().filter(({ signInLimit }) => signInLimit);
    expect(counted.map(({ operationId }) => operationId)).to.deep.equal([
      'setUpSecondFactor',
      'confirmSecondFactor',
      'removeSecondFactor',
    ]);
  });

  describe('getSecondFactor', () => {
    it('shows that there is none', async () => {
      const { body } = await call(routes, 'getSecondFactor', { caller: aLibrarian });
      expect(body).to.deep.equal({ active: false, required: true, confirmedAt: null, recoveryCodesLeft: 0 });
    });

    it('shows since when there is one, and the number of recovery codes', async () => {
      const confirmedAt = new Date('2026-12-01T09:30:00Z');
      factors.view.withArgs(aLibrarian.patronId).resolves({ confirmedAt, recoveryCodesLeft: 7 });
      const { body } = await call(routes, 'getSecondFactor', { caller: aLibrarian });
      expect(body).to.deep.equal({
        active: true,
        required: true,
        confirmedAt: '2026-12-01T09:30:00.000Z',
        recoveryCodesLeft: 7,
      });
    });
  });

  describe('setUpSecondFactor', () => {
    const invitation = { secret: 'S', uri: 'otpauth://totp/x?secret=S', qrCode: '<svg></svg>' };
    const setUp = (body: object) => call(routes, 'setUpSecondFactor', { caller: aLibrarian, body });

    it('answers 201 with the secret in its three forms', async () => {
      enrolment.begin.resolves(invitation);
      const reply = await setUp({ currentPassword: 'a', code: '1' });
      expect(enrolment.begin.args).to.deep.equal([
        [aLibrarian.patronId, { currentPassword: 'a', code: '1' }],
      ]);
      expect(reply).to.deep.equal({
        status: 201,
        headers: { Location: '/v2/me/second-factor' },
        body: invitation,
      });
    });

    for (const body of [
      {},
      { currentPassword: '' },
      { currentPassword: 'a', code: null },
      { currentPassword: 1 },
    ]) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        expect(await codesOf(() => setUp(body))).to.deep.equal(['request.validation_failed']);
        expect(enrolment.begin.called).to.equal(false);
      });
    }

    it('passes on every refusal', async () => {
      enrolment.begin.rejects(new Refusal(enrolmentRefusals.begin));
      const codes = await codesOf(() => setUp({ currentPassword: 'a' }));
      expect(codes).to.deep.equal(enrolmentRefusals.begin.map(({ code }) => code));
    });
  });

  describe('confirmSecondFactor', () => {
    const confirm = () =>
      call(routes, 'confirmSecondFactor', { caller: aLibrarian, body: { code: '123456' } });

    it('answers the recovery codes', async () => {
      enrolment.confirm.withArgs(aLibrarian, '123456').resolves(['a', 'b']);
      expect((await confirm()).body).to.deep.equal({ recoveryCodes: ['a', 'b'] });
    });

    it('passes on every refusal', async () => {
      enrolment.confirm.rejects(new Refusal(enrolmentRefusals.confirm));
      expect(await codesOf(confirm)).to.deep.equal(enrolmentRefusals.confirm.map(({ code }) => code));
    });
  });

  describe('removeSecondFactor', () => {
    const remove = () => call(routes, 'removeSecondFactor', { caller: aLibrarian, body: { code: '123456' } });

    it('answers 204', async () => {
      expect((await remove()).status).to.equal(204);
      expect(removal.remove.args).to.deep.equal([[aLibrarian, '123456']]);
    });

    it('passes on every refusal', async () => {
      removal.remove.rejects(new Refusal(removalRefusals.remove));
      expect(await codesOf(remove)).to.deep.equal(removalRefusals.remove.map(({ code }) => code));
    });
  });

  describe('resetSecondFactor', () => {
    const reset = (id: string) => call(routes, 'resetSecondFactor', { caller: anAdmin, path: { id } });

    it('answers 204', async () => {
      expect((await reset(toId('patron', 5))).status).to.equal(204);
      expect(removal.reset.args).to.deep.equal([[anAdmin, 5]]);
    });

    it('passes on every refusal', async () => {
      removal.reset.rejects(new Refusal(removalRefusals.reset));
      const codes = await codesOf(() => reset(toId('patron', 5)));
      expect(codes).to.deep.equal(removalRefusals.reset.map(({ code }) => code));
    });
  });
});
