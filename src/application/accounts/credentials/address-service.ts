import { inject, injectable } from 'tsyringe';
import { visibleEmailAddress } from '../../../domain/kernel/email-address.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Patrons } from '../patrons.js';
import { Addresses, type StoredAddress } from './addresses.js';

/** Addresses read at a time. */
const lot = 1_000;

/** The accounts with one address. */
export interface AddressHolders {
  readonly address: string;
  readonly holders: readonly StoredAddress[];
}

/** What older releases left behind, because they stored an address as it was typed. */
export interface AddressReview {
  /** Addresses with several accounts, each of which has another form. */
  readonly doubles: readonly AddressHolders[];
  /** Addresses with one account, which has another form than `address`. */
  readonly misspelt: readonly AddressHolders[];
  /** Accounts whose text is no address in any form. */
  readonly unusable: readonly StoredAddress[];
}

/** Finds the accounts whose addresses are stored in another form than the one in which addresses are compared. */
@injectable()
export class AddressService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Addresses) private readonly addresses: Addresses,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** An address in ASCII has one form, apart from the case of its letters, which the database ignores. */
  async review(): Promise<AddressReview> {
    const groups = new Map<string | undefined, StoredAddress[]>();
    for (let after = 0, found = await this.next(after); found.length > 0; found = await this.next(after)) {
      found.forEach((each) => add(groups, each));
      after = found.at(-1)?.patronId ?? after;
    }
    const unusable = groups.get(undefined) ?? [];
    groups.delete(undefined);
    await this.addEqual(groups);
    const all = [...groups].map(([address = '', holders]) => ({ address, holders }));
    return {
      doubles: all.filter(({ holders }) => holders.length > 1),
      misspelt: all.filter(({ address, holders }) => holders.length === 1 && holders[0]?.email !== address),
      unusable,
    };
  }

  /**
   * Stores an address in the form in which addresses are compared. The account keeps all its tokens.
   * @returns false when the account has another address by now
   */
  rewrite({ address, holders: [holder] }: AddressHolders): Promise<boolean> {
    return this.work.run(async () => {
      const patron = holder && (await this.patrons.lock(holder.patronId));
      if (!patron || patron.email !== holder.email) return false;
      const changed = patron.revise({ email: address }, this.clock.now());
      const subject = { type: 'patron', id: patron.id };
      this.audit.record({ action: 'accounts.patron_updated', subject, details: { changed } });
      return true;
    });
  }

  private next(after: number): Promise<StoredAddress[]> {
    return this.addresses.outsideAscii(after, lot);
  }

  /** Adds the accounts that have an address in its one form already. */
  private async addEqual(groups: Map<string | undefined, StoredAddress[]>): Promise<void> {
    const known = new Set([...groups.values()].flat().map(({ patronId }) => patronId));
    const keys = [...groups.keys()].filter((key) => key !== undefined);
    for (let start = 0; start < keys.length; start += lot) {
      const equal = await this.addresses.of(keys.slice(start, start + lot));
      equal.filter(({ patronId }) => !known.has(patronId)).forEach((each) => add(groups, each));
    }
  }
}

/** Adds an account to those with the same address. Invisible characters do not make it another one. */
function add(groups: Map<string | undefined, StoredAddress[]>, each: StoredAddress): void {
  const address = visibleEmailAddress(each.email);
  groups.set(address, [...(groups.get(address) ?? []), each]);
}
