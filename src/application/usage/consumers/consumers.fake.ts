import type { Slice } from '../../kernel/storage/slice.js';
import type { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import {
  ownerAlone,
  type AccountSettings,
  type ConsumerQueries,
  type Consumers,
  type Contact,
  type ProgramRegistration,
  type ProgramView,
} from './consumers.js';

/** Clients in memory. */
export class FakeConsumers implements Consumers, ConsumerQueries {
  readonly stored: ProgramView[] = [];
  readonly accounts = new Map<number, AccountSettings>();
  readonly keyContacts = new Map<number, Contact>();
  readonly forgotten: number[] = [];
  /** By program, as it was said last. */
  readonly confirmed = new Map<string, boolean>();

  constructor(private readonly work: FakeUnitOfWork) {}

  lockOwner(program: string): Promise<number | null | undefined> {
    return Promise.resolve(this.stored.find((each) => each.program === program)?.ownerId);
  }

  countPrograms(ownerId: number): Promise<number> {
    return Promise.resolve(this.stored.filter((each) => each.ownerId === ownerId).length);
  }

  register(registration: ProgramRegistration): Promise<number> {
    const at = this.stored.findIndex(({ program }) => program === registration.program);
    const id = at === -1 ? this.stored.length + 1 : at + 1;
    const { isConfirmed, ...shown } = registration;
    this.stored[id - 1] = { ...shown, id, class: 'external', firstSeenAt: new Date(0) };
    if (isConfirmed !== undefined) this.confirmed.set(registration.program, isConfirmed);
    return Promise.resolve(id);
  }

  async unregister(ownerId: number | undefined, id: number): Promise<string | undefined> {
    const found = await this.program(ownerId, id);
    if (found) this.stored[id - 1] = { ...found, ownerId: null };
    return found?.program;
  }

  setKeyContact(keyId: number, _ownerId: number, contact: Contact): Promise<void> {
    this.keyContacts.set(keyId, contact);
    return Promise.resolve();
  }

  setAccount(patronId: number, settings: AccountSettings): Promise<void> {
    this.accounts.set(patronId, settings);
    return Promise.resolve();
  }

  forget(patronId: number): Promise<void> {
    this.forgotten.push(patronId);
    return Promise.resolve();
  }

  forgetLeftovers(): Promise<number> {
    return this.work.run(() => Promise.resolve(0));
  }

  account(patronId: number): Promise<AccountSettings> {
    return Promise.resolve(this.accounts.get(patronId) ?? { isDeveloper: false, mutedUntil: null });
  }

  keyContact(keyId: number): Promise<Contact> {
    return Promise.resolve(this.keyContacts.get(keyId) ?? ownerAlone);
  }

  program(ownerId: number | undefined, id: number): Promise<ProgramView | undefined> {
    const found = this.stored.find((each) => each.id === id && each.ownerId !== null);
    return Promise.resolve(ownerId === undefined || found?.ownerId === ownerId ? found : undefined);
  }

  programs(): Promise<Slice<ProgramView>> {
    return Promise.resolve({ items: this.stored, next: undefined });
  }
}
