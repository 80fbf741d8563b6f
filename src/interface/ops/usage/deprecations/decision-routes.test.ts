import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { aLifecycle, factsAt } from '../../../../application/usage/lifecycle/lifecycles.fake.js';
import { ConsentService } from '../../../../application/usage/lifecycle/consent-service.js';
import { OperatorDecisions } from '../../../../application/usage/lifecycle/operator-decisions.js';
import { EndsOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { DecisionRoutes } from './decision-routes.js';

const { id } = aLifecycle;
const reason = 'An incident.';

describe('The decision routes of the operators', () => {
  let decisions: SinonStubbedInstance<OperatorDecisions>;
  let consents: SinonStubbedInstance<ConsentService>;
  let routes: DecisionRoutes;

  beforeEach(() => {
    decisions = sinon.createStubInstance(OperatorDecisions);
    consents = sinon.createStubInstance(ConsentService);
    const ends = sinon.createStubInstance(EndsOfLife);
    ends.list.resolves([]);
    ends.find.withArgs(id).resolves({
      lifecycle: aLifecycle,
      state: 'deprecated',
      since: null,
      checkedAt: null,
      obstacles: [],
      facts: factsAt(new Date('2027-06-01T00:00:00Z')),
      brownouts: [],
      switches: [],
      withoutBrownouts: false,
    });
    routes = new DecisionRoutes(decisions, consents, ends);
  });
  afterEach(() => sinon.restore());

  const ask = (operation: string, body: object, path: { readonly id?: string } = { id }) =>
    call(routes, operation, { path, body, caller: anAdmin });

  it('switch brownouts of one and of all, and hold a sunset or release it', async () => {
    const shown = await ask('switchBrownouts', { on: false, reason });
    expect(shown.body).to.deep.include({ id, state: 'deprecated' });
    await ask('switchAllBrownouts', { on: true, reason }, {});
    await ask('holdSunset', { on: true, reason });
    await ask('holdSunset', { on: false, reason });
    expect(decisions.switchTo.args).to.deep.equal([
      [id, 'no_brownouts', true, reason],
      ['*', 'no_brownouts', false, reason],
      [id, 'hold', true, reason],
      [id, 'hold', false, reason],
    ]);
  });

  it('confirm the calls without a token', async () => {
    await ask('confirmAnonymousUse', { calls: 12, reason });
    expect(decisions.confirmAnonymous.args).to.deep.equal([[id, 12, reason]]);
  });

  it('agree for a client, or put the sunset off', async () => {
    await ask('consentForClient', { consumer: 7, reason });
    await ask('consentForClient', {
      consumer: 7,
      kind: 'extension',
      until: '2028-01-01T00:00:00Z',
      reason,
    });
    const shared = { lifecycleId: id, consumerId: 7, reason };
    expect(consents.agree.args).to.deep.equal([
      [anAdmin, { ...shared, until: undefined }],
      [anAdmin, { ...shared, until: new Date('2028-01-01T00:00:00Z') }],
    ]);
  });

  it('refuse a decision without a reason, and what they do not understand', async () => {
    const wrong: [string, object][] = [
      ['switchBrownouts', { on: false }],
      ['switchBrownouts', { reason }],
      ['holdSunset', { on: 'yes', reason }],
      ['holdSunset', { on: true, reason: '  ' }],
      ['confirmAnonymousUse', { calls: -1, reason }],
      ['consentForClient', { reason }],
      ['consentForClient', { consumer: 7, kind: 'extension', reason }],
      ['consentForClient', { consumer: 7, kind: 'extension', until: '2028-01-01', reason }],
    ];
    for (const [operation, body] of wrong)
      expect(await codesOf(() => ask(operation, body)), JSON.stringify(body)).to.deep.equal([
        'request.validation_failed',
      ]);
    expect(decisions.switchTo.called || decisions.confirmAnonymous.called || consents.agree.called).to.equal(
      false,
    );
  });
});
