import { inject, injectable } from 'tsyringe';
import type { LinkPurpose } from '../../../domain/accounts/account-link.js';
import type { Language } from '../../../domain/kernel/language.js';
import { Clock } from '../../kernel/clock.js';
import { Mail } from '../../kernel/mail.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { AccountLetters, type AccountLetter, type LetterKind } from './account-letters.js';
import { LetterTexts } from './letter-texts.js';
import { LinkService, ResetPage } from './link-service.js';

/** Letters that are sent at the same time. */
const lot = 10;
/** How long a letter that cannot be sent is tried again: two days, in milliseconds. */
const patienceMs = 2 * 24 * 60 * 60_000;

const purposes: Readonly<Partial<Record<LetterKind, LinkPurpose>>> = {
  verification: 'verification',
  password_reset: 'reset',
  admin_invited: 'reset',
};

/** The person of an account, as a letter needs it. */
export interface Addressee {
  readonly name: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly pendingEmail: string | null;
  readonly language: Language;
}

/** Reads the persons who are written to. */
export interface Addressees {
  /** Undefined for a closed account. */
  find(patronId: number): Promise<Addressee | undefined>;
}
export const Addressees = Symbol('accounts.Addressees');

/** Sends the letters about accounts. A link is made when its letter is sent, so that it is stored nowhere. */
@injectable()
export class LetterSender {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(AccountLetters) private readonly letters: AccountLetters,
    @inject(Addressees) private readonly addressees: Addressees,
    @inject(LinkService) private readonly links: LinkService,
    @inject(ResetPage) private readonly resetPage: string,
    @inject(LetterTexts) private readonly texts: LetterTexts,
    @inject(Mail) private readonly mail: Mail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Sends until no letter is due; stops when a whole lot fails.
   * @throws AggregateError when letters could not be sent; they are tried again later
   */
  async send(stop: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    while (!stop.aborted) {
      const claimed = await this.letters.claim(this.oldest(), lot);
      if (claimed.length === 0) break;
      const outcomes = await Promise.allSettled(claimed.map((letter) => this.sendOne(letter)));
      const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
      errors.push(...failed.map(({ reason }: PromiseRejectedResult) => reason as unknown));
      if (failed.length === claimed.length) break;
    }
    if (errors.length > 0) throw new AggregateError(errors, `Letters not sent: ${errors.length}.`);
  }

  /** Removes letters that could not be sent for two days. */
  async removeOld(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.work.run(() => this.letters.prune(this.oldest(), limit)));
  }

  /**
   * If the process is killed between sending and `settle`, the letter is sent again with the same id, by which
   * receivers can drop it. Then both links work until one is used, whichever letter is kept.
   */
  private async sendOne(letter: AccountLetter): Promise<void> {
    const person = letter.patronId === null ? undefined : await this.addressees.find(letter.patronId);
    const to = person && addressFor(letter, person);
    if (person && to !== undefined) await this.write(letter, person, to);
    await this.letters.settle(letter.id);
  }

  private async write(letter: AccountLetter, { name, language }: Addressee, to: string): Promise<void> {
    const { id, kind, at } = letter;
    const text = this.texts.write({ kind, at, name, language, link: await this.linkFor(letter, to) });
    await this.mail.send({ ...text, id: `account-${kind.replaceAll('_', '-')}-${id}`, to });
  }

  private async linkFor({ kind, patronId }: AccountLetter, email: string): Promise<string> {
    const purpose = purposes[kind];
    if (purpose === undefined || patronId === null) return this.resetPage;
    return this.links.make({ patronId, purpose, email });
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - patienceMs);
  }
}

/** Undefined when the letter is not needed any more. */
function addressFor({ kind, email }: AccountLetter, person: Addressee): string | undefined {
  if (kind !== 'verification') return email ?? person.email ?? undefined;
  const unverified = person.emailVerified ? null : person.email;
  return email !== null && [person.pendingEmail, unverified].includes(email) ? email : undefined;
}
