import { inject, injectable } from 'tsyringe';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { programNamed } from '../../../domain/usage/consumers/program.js';
import {
  changeNeedsReason,
  contactNeedsStaff,
  developerOff,
  keyNotFound,
  ownerNeedsAdmin,
  programNotFound,
  programTaken,
  programUnclear,
  tooManyPrograms,
} from '../../../domain/usage/consumers/refusals.js';
import { isStaff, type SignedIn } from '../../kernel/request/caller.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { ConsumerQueries, Consumers, Owners, type Contact } from './consumers.js';

/** The reasons for which each job can be refused. */
export const programRefusals = {
  register: [
    programUnclear,
    programTaken,
    tooManyPrograms,
    developerOff,
    ownerNeedsAdmin,
    contactNeedsStaff,
    changeNeedsReason,
    patronNotFound,
  ],
  find: [programNotFound],
  findKey: [keyNotFound],
  setKeyContact: [keyNotFound, changeNeedsReason],
} as const;

/** Programs that one account can register. */
const programsAtMost = 20;

/** Who is to be told. */
export interface ContactWish extends Contact {
  /** Needed for what belongs to somebody else. */
  readonly reason: string | undefined;
}

export interface ProgramWish extends ContactWish {
  readonly program: string;
  readonly name: string;
  /** Undefined for the caller. */
  readonly ownerId: number | undefined;
}

/** Registers who is behind a client. Every method throws Refusals as listed in `programRefusals`. */
@injectable()
export class ProgramService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Consumers) private readonly consumers: Consumers,
    @inject(ConsumerQueries) private readonly queries: ConsumerQueries,
    @inject(Owners) private readonly owners: Owners,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /** Registers a program for its owner. An admin can do it for others, and give a program to another owner. */
  async register(by: SignedIn, { ownerId = by.patronId, reason, ...wish }: ProgramWish): Promise<number> {
    const program = programNamed(wish.program);
    if (program === undefined) throw new Refusal(programUnclear);
    await this.checkRight(by, ownerId, wish);
    return this.work.run(async () => {
      const present = await this.consumers.lockOwner(program);
      const isFree = present === undefined || present === null || present === ownerId;
      if (!isFree && by.role !== 'admin') throw new Refusal(programTaken);
      const why = whyBy(by, [ownerId, present ?? ownerId], reason);
      const isMore = present !== ownerId && (await this.consumers.countPrograms(ownerId)) >= programsAtMost;
      if (isMore) throw new Refusal(tooManyPrograms);
      const isConfirmed = confirmation(by, ownerId, present);
      const id = await this.consumers.register({ ...wish, program, ownerId, isConfirmed });
      this.record('usage.program_registered', ownerId, { program, ...why });
      return id;
    });
  }

  /** @param ownerId undefined for a program of any owner */
  unregister(ownerId: number | undefined, id: number): Promise<void> {
    return this.work.run(async () => {
      const before = await this.queries.program(ownerId, id);
      const program = before && (await this.consumers.unregister(ownerId, id));
      if (program === undefined) throw new Refusal(programNotFound);
      this.record('usage.program_unregistered', before?.ownerId ?? 0, { program });
    });
  }

  /** Who is told of what a key calls. An admin sees that of any key. */
  async keyContact(by: SignedIn, keyId: number): Promise<Contact> {
    await this.ownerOfKey(by, keyId);
    return this.queries.keyContact(keyId);
  }

  /** Sets who is told of what a key calls. An admin can do it for any key. */
  async setKeyContact(by: SignedIn, keyId: number, { reason, ...contact }: ContactWish): Promise<void> {
    const owner = await this.ownerOfKey(by, keyId);
    const why = whyBy(by, [owner], reason);
    await this.work.run(async () => {
      await this.consumers.setKeyContact(keyId, owner, contact);
      this.record('usage.key_contact_set', owner, { apiKeyId: keyId, ...why });
    });
  }

  private async ownerOfKey({ role, patronId }: SignedIn, keyId: number): Promise<number> {
    const owner = await this.owners.ofKey(role === 'admin' ? undefined : patronId, keyId);
    if (owner === undefined) throw new Refusal(keyNotFound);
    return owner;
  }

  private async checkRight(
    by: SignedIn,
    ownerId: number,
    { contactEmail, secondEmail }: Contact,
  ): Promise<void> {
    if (ownerId !== by.patronId && by.role !== 'admin') throw new Refusal(ownerNeedsAdmin);
    if (ownerId !== by.patronId && !(await this.owners.exists(ownerId))) throw new Refusal(patronNotFound);
    if (isStaff(by)) return;
    if (contactEmail !== null || secondEmail !== null) throw new Refusal(contactNeedsStaff);
    if (!(await this.queries.account(by.patronId)).isDeveloper) throw new Refusal(developerOff);
  }

  private record(action: string, patronId: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'patron', id: patronId }, details });
  }
}

/** What is recorded of a reason; nothing for what is one's own. @throws Refusal `usage.change_needs_reason` */
function whyBy(
  { patronId }: SignedIn,
  ownerIds: readonly number[],
  reason = '',
): { readonly reason?: string } {
  if (ownerIds.every((each) => each === patronId)) return {};
  if (reason.trim() === '') throw new Refusal(changeNeedsReason);
  return { reason: reason.trim() };
}

/**
 * Whether it is known whose a program is: an admin says so, and one that was never seen is that of whoever made it.
 * @param present the owner so far; null for none, undefined for a program that was never seen
 */
function confirmation(
  { role }: SignedIn,
  ownerId: number,
  present: number | null | undefined,
): boolean | undefined {
  if (role === 'admin' || present === undefined) return true;
  return present === ownerId ? undefined : false;
}
