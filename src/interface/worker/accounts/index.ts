import { SignInNetworkService } from '../../../application/accounts/networks/sign-in-network-service.js';
import { LetterSender } from '../../../application/accounts/mail/letter-sender.js';
import { LinkService } from '../../../application/accounts/mail/link-service.js';
import { SecretRenewal } from '../../../application/accounts/second-factor/secret-renewal.js';
import { SessionService } from '../../../application/accounts/sessions/session-service.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  workerJob({
    name: 'accounts.remove_expired_sessions',
    schedule: '20 * * * *',
    service: SessionService,
    run: (sessions, stop) => sessions.removeExpired(stop),
  }),
  workerJob({
    name: 'accounts.remove_old_networks',
    schedule: '25 4 * * *',
    service: SignInNetworkService,
    run: (networks, stop) => networks.removeOld(stop),
  }),
  /** Sends the letters about accounts: links, and what was changed. */
  workerJob({
    name: 'accounts.send_letters',
    schedule: '* * * * *',
    service: LetterSender,
    run: (sender, stop) => sender.send(stop),
  }),
  workerJob({
    name: 'accounts.remove_expired_links',
    schedule: '35 * * * *',
    service: LinkService,
    run: (links, stop) => links.removeExpired(stop),
  }),
  workerJob({
    name: 'accounts.remove_old_letters',
    schedule: '50 * * * *',
    service: LetterSender,
    run: (sender, stop) => sender.removeOld(stop),
  }),
  workerJob({
    name: 'accounts.renew_second_factor_secrets',
    schedule: '50 * * * *',
    service: SecretRenewal,
    run: (renewal, stop) => renewal.renew(stop),
  }),
];
