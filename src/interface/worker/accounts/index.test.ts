import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { SignInNetworkService } from '../../../application/accounts/networks/sign-in-network-service.js';
import { LetterSender } from '../../../application/accounts/mail/letter-sender.js';
import { LinkService } from '../../../application/accounts/mail/link-service.js';
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

  it('remove old networks until they are stopped', async () => {
    const { signal } = new AbortController();
    const networks = sinon.createStubInstance(SignInNetworkService);
    await runJob(jobs, 'accounts.remove_old_networks', networks, signal);
    expect(networks.removeOld.args).to.deep.equal([[signal]]);
  });

  it('send letters, and remove old letters and expired links, until they are stopped', async () => {
    const { signal } = new AbortController();
    const sender = sinon.createStubInstance(LetterSender);
    const links = sinon.createStubInstance(LinkService);
    await runJob(jobs, 'accounts.send_letters', sender, signal);
    await runJob(jobs, 'accounts.remove_old_letters', sender, signal);
    await runJob(jobs, 'accounts.remove_expired_links', links, signal);
    expect([sender.send.args, sender.removeOld.args, links.removeExpired.args]).to.deep.equal(
      Array.from({ length: 3 }, () => [[signal]]),
    );
  });

  it('seal the secrets of second factors with the present key until they are stopped', async () => {
    const { signal } = new AbortController();
    const renewal = sinon.createStubInstance(SecretRenewal);
    await runJob(jobs, 'accounts.renew_second_factor_secrets', renewal, signal);
    expect(renewal.renew.args).to.deep.equal([[signal]]);
  });
});
