import type { AccountLink, LinkPurpose } from '../../../domain/accounts/account-link.js';
import type { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { AccountLinks } from './account-links.js';

/** Links in memory. */
export class FakeAccountLinks implements AccountLinks {
  links: readonly AccountLink[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  add(link: AccountLink): Promise<void> {
    return this.#change([...this.links, link]);
  }

  find(hash: string): Promise<AccountLink | undefined> {
    return Promise.resolve(this.links.find((link) => link.hash === hash));
  }

  lock(hash: string): Promise<AccountLink | undefined> {
    return this.find(hash);
  }

  removeAll(patronId: number, purpose?: LinkPurpose): Promise<void> {
    const isMeant = (link: AccountLink): boolean =>
      link.patronId === patronId && (purpose === undefined || link.purpose === purpose);
    return this.#change(this.links.filter((link) => !isMeant(link)));
  }

  removeExpired(now: Date): Promise<number> {
    const kept = this.links.filter(({ expiresAt }) => expiresAt > now);
    const gone = this.links.length - kept.length;
    this.links = kept;
    return Promise.resolve(gone);
  }

  #change(links: readonly AccountLink[]): Promise<void> {
    const before = this.links;
    this.links = links;
    this.work.write(() => (this.links = before));
    return Promise.resolve();
  }
}
