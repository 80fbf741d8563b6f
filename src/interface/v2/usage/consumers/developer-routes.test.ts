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
    queries = stubOf<ConsumerQueries>('isDeveloper');
    service = sinon.createStubInstance(DeveloperService);
    routes = new DeveloperRoutes(service, queries);
  });

  it('switch the account of the caller', async () => {
    const { body } = await call(routes, 'switchDeveloper', { body: { developer: true }, caller: aPatron });
    expect([body, service.switch.args]).to.deep.equal([{ developer: true }, [[3, true]]]);
  });

  it('show it', async () => {
    queries.isDeveloper.withArgs(3).resolves(true);
    expect((await call(routes, 'getDeveloper', { caller: aPatron })).body).to.deep.equal({ developer: true });
  });

  it('refuse anything but true and false', async () => {
    const wrong = () => call(routes, 'switchDeveloper', { body: { developer: 'yes' }, caller: aPatron });
    expect(await codesOf(wrong)).to.deep.equal(['request.validation_failed']);
  });
});
