import { inject, injectable } from 'tsyringe';
import { emailAddress } from '../../../domain/kernel/email-address.js';
import { Clock } from '../../kernel/clock.js';
import type { SignInAccount, SignInAccounts } from '../../kernel/request/sign-in-accounts.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { PatronQueries, type Credentials } from '../patron-queries.js';
import { Secrets } from '../secrets.js';
import { KnownNetworks } from './known-networks.js';

const dayMs = 86_400_000;
/** How long a network stays known without a sign-in, in days. `SignInAccount` promises it. */
const knownDays = 90;

/** Knows from where the accounts were signed in to, so that tries from elsewhere do not lock their owners out. */
@injectable()
export class SignInNetworkService implements SignInAccounts {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(KnownNetworks) private readonly networks: KnownNetworks,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** A new password begins new counters, so that its owner can sign in with it at once. */
  async find(account: string | number, network: string): Promise<SignInAccount> {
    const known = await this.credentialsOf(account);
    const knowsNetwork = await this.networks.isKnown(known?.patronId, network, this.daysAgo(knownDays));
    const name = known
      ? `patron ${known.patronId} ${known.passwordHash}`
      : `address ${emailAddress(`${account}`) ?? account}`.toLowerCase();
    return { key: this.secrets.hash(name), knowsNetwork };
  }

  /** Writes once a day at the most. */
  async remember(account: string | number, network: string): Promise<void> {
    const id = (await this.credentialsOf(account))?.patronId;
    if (id === undefined || (await this.networks.isKnown(id, network, this.daysAgo(1)))) return;
    await this.work.run(() => this.networks.add(id, network, this.clock.now()));
  }

  /** Removes the networks that are not known any more. */
  async removeOld(stop: AbortSignal): Promise<void> {
    const before = this.daysAgo(knownDays);
    await inLots(stop, (limit) => this.work.run(() => this.networks.removeUnseen(before, limit)));
  }

  private credentialsOf(account: string | number): Promise<Credentials | undefined> {
    return typeof account === 'number'
      ? this.patrons.credentialsOf(account)
      : this.patrons.credentials(account);
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * dayMs);
  }
}
