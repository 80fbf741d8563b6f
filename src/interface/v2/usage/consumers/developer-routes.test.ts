import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { ConsumerQueries } from '../../../../application/usage/consumers/consumers.js';
import { DeveloperService } from '../../../../application/usage/consumers/developer-service.js';
import { DeveloperRoutes } from './developer-routes.js';

describe('The developer routes of v2', () => {
  let queries: SinonStubbedInstance<ConsumerQueries>;
  let service: SinonStubbedInstance<DeveloperService>;
  let routes: DeveloperRoutes;

  beforeEach(() => {
    queries = stubOf<ConsumerQueries>('account');
    service = sinon.createStubInstance(DeveloperService);
    routes = new DeveloperRoutes(service, queries);
  });

  it('switch the account of the caller', async () => {
    const body = { developer: true, mutedUntil: '2027-03-01T00:00:00Z' };
    const answer = await call(routes, 'switchDeveloper', { body, caller: aPatron });
    const mutedUntil = new Date('2027-03-01T00:00:00Z');
    expect(answer.body).to.deep.equal({ developer: true, mutedUntil: '2027-03-01T00:00:00.000Z' });
    expect(service.set.args).to.deep.equal([[3, { isDeveloper: true, mutedUntil }]]);
  });

  it('take an absent moment for none', async () => {
    const { body } = await call(routes, 'switchDeveloper', { body: { developer: false }, caller: aPatron });
    expect(body).to.deep.equal({ developer: false, mutedUntil: null });
  });

  it('show it', async () => {
    queries.account.withArgs(3).resolves({ isDeveloper: true, mutedUntil: null });
    const { body } = await call(routes, 'getDeveloper', { caller: aPatron });
    expect(body).to.deep.equal({ developer: true, mutedUntil: null });
  });

  it('refuse anything but true and false', async () => {
    const wrong = () => call(routes, 'switchDeveloper', { body: { developer: 'yes' }, caller: aPatron });
    expect(await codesOf(wrong)).to.deep.equal(['request.validation_failed']);
  });
});
