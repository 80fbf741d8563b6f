import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { ConsentService } from '../../../../application/usage/lifecycle/consent-service.js';
import { OwnDeprecations } from '../../../../application/usage/lifecycle/own-deprecations.js';
import { toId } from '../../ids.js';
import { DeprecationRoutes } from './deprecation-routes.js';

const now = new Date('2027-06-01T00:00:00Z');
const path = { id: 'v1-list-books' };

describe('The deprecation routes of v2', () => {
  let deprecations: SinonStubbedInstance<OwnDeprecations>;
  let consents: SinonStubbedInstance<ConsentService>;
  let routes: DeprecationRoutes;

  beforeEach(() => {
    deprecations = sinon.createStubInstance(OwnDeprecations);
    deprecations.list.resolves([]);
    consents = sinon.createStubInstance(ConsentService);
    consents.agree.resolves([]);
    routes = new DeprecationRoutes(deprecations, consents, { now: () => now });
  });
  afterEach(() => sinon.restore());

  it('list the deprecations of a person, or those of a key', async () => {
    await call(routes, 'listMyDeprecations', { caller: aPatron });
    await call(routes, 'listMyDeprecations', { caller: { ...aPatron, apiKey: 3 } });
    expect(deprecations.list.args).to.deep.equal([[{ patronId: aPatron.patronId }], [{ keyId: 3 }]]);
  });

  it('take a consent for all clients by default, and an extension for one', async () => {
    const nothing = { consumerId: undefined, until: undefined, reason: undefined };
    await call(routes, 'consentToSunset', { path, body: {}, caller: aPatron });
    const body = { kind: 'extension', until: '2028-01-01T00:00:00Z', clientId: toId('consumer', 7) };
    await call(routes, 'consentToSunset', { path, body, caller: aPatron });
    expect(consents.agree.args.map(([, agreeing]) => agreeing)).to.deep.equal([
      { ...nothing, lifecycleId: path.id },
      { ...nothing, lifecycleId: path.id, consumerId: 7, until: new Date('2028-01-01T00:00:00Z') },
    ]);
  });

  it('refuse an extension without an end, an end without an extension, and an unknown field', async () => {
    const until = '2028-01-01T00:00:00Z';
    const wrong = [
      { kind: 'extension' },
      { until },
      { kind: 'consent', until },
      { kind: 'other' },
      { forever: true },
    ];
    for (const body of wrong)
      expect(
        await codesOf(() => call(routes, 'consentToSunset', { path, body, caller: aPatron })),
      ).to.deep.equal(['request.validation_failed']);
    expect(consents.agree.called).to.equal(false);
  });
});
