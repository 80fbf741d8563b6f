import { inject, injectable } from 'tsyringe';
import { leadDays } from '../../domain/notices/due.js';
import { addDays } from '../../domain/notices/local-day.js';
import { Clock } from '../kernel/clock.js';
import { LocalTime } from '../kernel/local-time.js';
import { Mail, type Letter, type MailMessage } from '../kernel/mail.js';
import { DueLoans } from './due-loans.js';
import { Letters } from './letters.js';
import { Notices, StaffEmail, type Notice } from './notices.js';
import { NoticeRecipients } from './notice-recipients.js';

/** Mails that are sent at the same time. */
const lot = 10;
/** Days for which a failed mail is tried again. */
const patienceDays = 2;
/** Maximum number of loans in the staff's list. When there are more, the list states the total. */
const listed = 500;

/**
 * Sends the planned mails. The text shows the state when the mail is sent, not when it was planned. Runs in the worker.
 */
@injectable()
export class NoticeSender {
  constructor(
    @inject(Notices) private readonly notices: Notices,
    @inject(DueLoans) private readonly loans: DueLoans,
    @inject(NoticeRecipients) private readonly recipients: NoticeRecipients,
    @inject(StaffEmail) private readonly staffEmail: string | undefined,
    @inject(Letters) private readonly letters: Letters,
    @inject(Mail) private readonly mail: Mail,
    @inject(LocalTime) private readonly time: LocalTime,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Sends until no mail is due; stops when a whole lot fails.
   * @throws AggregateError when mails could not be sent; they are tried again later
   */
  async send(stop: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    while (!stop.aborted) {
      const claimed = await this.notices.claim(addDays(this.today(), -patienceDays), lot);
      if (claimed.length === 0) break;
      const outcomes = await Promise.allSettled(claimed.map((notice) => this.sendOne(notice)));
      const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
      errors.push(...failed.map(({ reason }: PromiseRejectedResult) => reason as unknown));
      if (failed.length === claimed.length) break;
    }
    if (errors.length > 0) throw new AggregateError(errors, `Mails not sent: ${errors.length}.`);
  }

  /**
   * If the process is killed between sending and `settle`, the mail is sent again with the same id, by which receivers
   * can drop it. These milliseconds cannot be avoided.
   */
  private async sendOne(notice: Notice): Promise<void> {
    const message = await (notice.patronId === null
      ? this.listFor(notice)
      : this.digestFor(notice.patronId, notice));
    if (message) await this.mail.send(message);
    await this.notices.settle(notice.id);
  }

  private async digestFor(patronId: number, { day }: Notice): Promise<MailMessage | undefined> {
    const [recipient] = await this.recipients.reachable([patronId]);
    if (!recipient) return undefined;
    const now = this.clock.now();
    const latest = this.time.endOf(addDays(this.today(), leadDays));
    // A due date is the last second of a day. The day includes that second.
    const loans = (await this.loans.of(patronId, new Date(latest.getTime() + 1))).map((loan) =>
      this.dated(loan),
    );
    if (loans.length === 0) return undefined;
    const [overdue, dueSoon] = [
      loans.filter(({ dueAt }) => dueAt < now),
      loans.filter(({ dueAt }) => dueAt >= now),
    ];
    const letter = this.letters.digest({
      name: recipient.name,
      language: recipient.language,
      overdue,
      dueSoon,
    });
    return addressed(letter, `digest-${day}-${patronId}`, recipient.email);
  }

  private async listFor({ day }: Notice): Promise<MailMessage | undefined> {
    if (this.staffEmail === undefined) return undefined;
    const { loans, total } = await this.loans.overdue(this.clock.now(), listed);
    const yesterday = await this.loans.tally(addDays(day, -1));
    const letter = this.letters.overdueList({
      day,
      total,
      yesterday,
      loans: loans.map((loan) => this.dated(loan)),
    });
    return addressed(letter, `overdue-${day}`, this.staffEmail);
  }

  private dated<T extends { readonly dueAt: Date }>(loan: T): T & { dueDay: string } {
    return { ...loan, dueDay: this.time.day(loan.dueAt) };
  }

  private today(): string {
    return this.time.day(this.clock.now());
  }
}

function addressed(letter: Letter, id: string, to: string): MailMessage {
  return { ...letter, id, to };
}
