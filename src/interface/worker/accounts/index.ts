import { SignInNetworkService } from '../../../application/accounts/networks/sign-in-network-service.js';
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
  workerJob({
    name: 'accounts.renew_second_factor_secrets',
    schedule: '50 * * * *',
    service: SecretRenewal,
    run: (renewal, stop) => renewal.renew(stop),
  }),
];
