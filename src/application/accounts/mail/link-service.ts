import { inject, injectable } from 'tsyringe';
import { AccountLink, type LinkPurpose } from '../../../domain/accounts/account-link.js';
import { Clock } from '../../kernel/clock.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Secrets } from '../secrets.js';
import { AccountLinks } from './account-links.js';

/** The address of the page that uses a link. */
export type LinkPages = (purpose: LinkPurpose, secret: string) => string;
export const LinkPages = Symbol('accounts.LinkPages');

/** Token of the URL where a new password can be asked for. */
export const ResetPage = Symbol('accounts.ResetPage');

/** How long the links work, in minutes. */
const lifeMinutes: Readonly<Record<LinkPurpose, number>> = { verification: 3 * 24 * 60, reset: 30 };

interface Wanted {
  readonly patronId: number;
  readonly purpose: LinkPurpose;
  /** The address that the link is mailed to; null when it is given out in another way. */
  readonly email: string | null;
  /** By default 30 minutes for a reset, and three days for a verification. */
  readonly minutes?: number;
}

/** Makes the links that prove that somebody reads an address, or may set a password. */
@injectable()
export class LinkService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(AccountLinks) private readonly links: AccountLinks,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(LinkPages) private readonly pages: LinkPages,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Makes a link that works once. Returns its URL, which cannot be read again. */
  async make({ patronId, purpose, email, minutes = lifeMinutes[purpose] }: Wanted): Promise<string> {
    const secret = this.secrets.make('sll');
    const expiresAt = new Date(this.clock.now().getTime() + minutes * 60_000);
    const hash = this.secrets.hash(secret);
    await this.work.run(() => this.links.add(new AccountLink({ hash, patronId, purpose, email, expiresAt })));
    return this.pages(purpose, secret);
  }

  /** Makes all links of a patron useless. Runs in the running unit of work. */
  removeAll(patronId: number): Promise<void> {
    return this.links.removeAll(patronId);
  }

  /** Removes expired links. */
  async removeExpired(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.work.run(() => this.links.removeExpired(this.clock.now(), limit)));
  }
}
