import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { SignInNetworkService } from '../../../application/accounts/networks/sign-in-network-service.js';
import { SecretRenewal } from '../../../application/accounts/second-factor/secret-renewal.js';
import { SessionService } from '../../../application/accounts/sessions/session-service.js';
import { jobs } from './index.js';

describe('The jobs of the accounts', () => {
  afterEach(() => sinon.restore());

  it('remove expired sessions until they are stopped', async () => {
    const { signal } = new AbortController();
    const sessions = sinon.createStubInstance(SessionService);
    await runJob(jobs, 'accounts.remove_expired_sessions', sessions, signal);
    expect(sessions.removeExpired.args).to.deep.equal([[signal]]);
    expect(jobs[0]?.service).to.equal(SessionService);
  });

  it('seal the secrets of second factors with the present key until they are stopped', async () => {
    const { signal } = new AbortController();
    const renewal = sinon.createStubInstance(SecretRenewal);
    await runJob(jobs, 'accounts.renew_second_factor_secrets', renewal, signal);
    expect(renewal.renew.args).to.deep.equal([[signal]]);
  });

  it('remove old networks until they are stopped', async () => {
    const { signal } = new AbortController();
    const networks = sinon.createStubInstance(SignInNetworkService);
    await runJob(jobs, 'accounts.remove_old_networks', networks, signal);
    expect(networks.removeOld.args).to.deep.equal([[signal]]);
  });
});
