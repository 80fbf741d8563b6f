import { inject, injectable } from 'tsyringe';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { programNamed } from '../../../domain/usage/consumers/program.js';
import {
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
    patronNotFound,
  ],
  find: [programNotFound],
  setKeyContact: [keyNotFound],
} as const;

/** Programs that one account can register. */
const programsAtMost = 20;

export interface ProgramWish extends Contact {
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
  async register(by: SignedIn, { ownerId = by.patronId, ...wish }: ProgramWish): Promise<number> {
    const program = programNamed(wish.program);
    if (program === undefined) throw new Refusal(programUnclear);
    await this.checkRight(by, ownerId, wish);
    return this.work.run(async () => {
      const present = await this.consumers.lockOwner(program);
      const isFree = present === undefined || present === null || present === ownerId;
      if (!isFree && by.role !== 'admin') throw new Refusal(programTaken);
      const isMore = present !== ownerId && (await this.consumers.countPrograms(ownerId)) >= programsAtMost;
      if (isMore) throw new Refusal(tooManyPrograms);
      const id = await this.consumers.register({ ...wish, program, ownerId });
      this.record('usage.program_registered', ownerId, { program });
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

  /** Sets who is told of what a key calls. @param ownerId undefined for a key of any owner */
  async setKeyContact(ownerId: number | undefined, keyId: number, contact: Contact): Promise<void> {
    const owner = await this.owners.ofKey(ownerId, keyId);
    if (owner === undefined) throw new Refusal(keyNotFound);
    await this.work.run(async () => {
      await this.consumers.setKeyContact(keyId, owner, contact);
      this.record('usage.key_contact_set', owner, { apiKeyId: keyId });
    });
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
    if (!(await this.queries.isDeveloper(by.patronId))) throw new Refusal(developerOff);
  }

  private record(action: string, patronId: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'patron', id: patronId }, details });
  }
}
