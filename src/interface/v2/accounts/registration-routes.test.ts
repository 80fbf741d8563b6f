import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../test/support/accounts/account-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { PatronQueries } from '../../../application/accounts/patron-queries.js';
import {
  SelfRegistration,
  selfRegistrationRefusals,
} from '../../../application/accounts/patrons/self-registration.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { toId } from '../ids.js';
import { RegistrationRoutes } from './registration-routes.js';

const person = { username: 'reader', email: 'reader@example.org', password: 'a long and quiet evening' };

/** `aPatronView()` as v2 shows it. */
const shown = {
  id: toId('patron', 3),
  cardNumber: 'P0000003',
  username: 'reader',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'reader@example.org',
  emailVerified: true,
  pendingEmail: null,
  language: 'en',
  category: 'adult',
  role: 'patron',
  expiresAt: '2028-12-01T00:00:00.000Z',
  blocks: [{ reason: 'Two books are lost.', until: '2027-01-31T23:00:00.000Z' }],
  disabled: false,
  createdAt: '2026-12-01T09:30:00.000Z',
  updatedAt: '2026-12-02T10:45:00.000Z',
};

describe('registerPatron of v2', () => {
  let service: SinonStubbedInstance<SelfRegistration>;
  let patrons: SinonStubbedInstance<PatronQueries>;
  let routes: RegistrationRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(SelfRegistration);
    service.register.resolves(3);
    patrons = stubOf<PatronQueries>('view');
    patrons.view.withArgs(3).resolves(aPatronView());
    routes = new RegistrationRoutes(service, patrons);
  });
  afterEach(() => sinon.restore());

  it('is public', () => {
    expect(routeOf(routes, 'registerPatron').audience).to.equal('anonymous');
  });

  it('registers the person of the body', async () => {
    const body = { ...person, firstName: 'Ada', lastName: 'Lovelace' };
    await call(routes, 'registerPatron', { body });
    expect(service.register.args).to.deep.equal([[body, 'en']]);
  });

  for (const names of [{}, { firstName: null, lastName: null }]) {
    it(`registers a person without first and last name, sent as ${JSON.stringify(names)}`, async () => {
      await call(routes, 'registerPatron', { body: { ...person, ...names } });
      expect(service.register.args).to.deep.equal([[{ ...person, firstName: null, lastName: null }, 'en']]);
    });
  }

  for (const change of [
    { role: 'admin' },
    { category: 'staff' },
    { email: 'reader' },
    { password: 'short' },
  ]) {
    it(`refuses to register ${JSON.stringify(change)}`, async () => {
      const codes = await codesOf(() => call(routes, 'registerPatron', { body: { ...person, ...change } }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(service.register.called).to.equal(false);
    });
  }

  it('answers 201 with the account, without its password, with its Location and its ETag', async () => {
    expect(await call(routes, 'registerPatron', { body: person })).to.deep.equal({
      status: 201,
      headers: { Location: '/v2/me', ETag: '"r6-v2.0"' },
      body: shown,
    });
  });

  it('passes on every refusal of the service', async () => {
    service.register.rejects(new Refusal(selfRegistrationRefusals.register));
    const codes = await codesOf(() => call(routes, 'registerPatron', { body: person }));
    expect(codes).to.deep.equal(selfRegistrationRefusals.register.map(({ code }) => code));
  });

  it('answers 404 when the account is closed before it can be shown', async () => {
    patrons.view.withArgs(3).resolves(undefined);
    const codes = await codesOf(() => call(routes, 'registerPatron', { body: person }));
    expect(codes).to.deep.equal(['request.not_found']);
  });
});
