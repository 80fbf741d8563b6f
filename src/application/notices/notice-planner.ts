import { inject, injectable } from 'tsyringe';
import { isReason, leadDays, type Span } from '../../domain/notices/due.js';
import { addDays } from '../../domain/notices/local-day.js';
import { Clock } from '../kernel/clock.js';
import { LocalTime } from '../kernel/local-time.js';
import type { Place } from '../kernel/storage/slice.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { DueLoans } from './due-loans.js';
import { Notices, StaffEmail } from './notices.js';
import { NoticeRecipients } from './notice-recipients.js';

/**
 * Local hours from which notices are planned: staff find their list when they start work, and readers are not woken.
 */
const hours = { staff: 5, recipients: 8 };
/** Days for which planned notices are kept. */
const keptDays = 30;

/** Plans who gets a mail on which day. Runs in the worker. */
@injectable()
export class NoticePlanner {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Notices) private readonly notices: Notices,
    @inject(DueLoans) private readonly loans: DueLoans,
    @inject(NoticeRecipients) private readonly recipients: NoticeRecipients,
    @inject(StaffEmail) private readonly staffEmail: string | undefined,
    @inject(LocalTime) private readonly time: LocalTime,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Plans today's notices once the hour has come, unless they are planned already. It can be interrupted and run again
   * at any time.
   */
  async plan(stop: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const [today, hour] = [this.time.day(now), this.time.hour(now)];
    if (hour >= hours.staff && this.staffEmail !== undefined) await this.notices.add(today, [null]);
    if (hour < hours.recipients || (await this.notices.isPlanned(today))) return;
    await this.planDigests(today, stop);
  }

  private async planDigests(today: string, stop: AbortSignal): Promise<void> {
    // Includes the days on which no worker ran.
    const after = (await this.notices.lastPlannedBefore(today)) ?? addDays(today, -1);
    const latest = this.time.endOf(addDays(today, leadDays + 1));
    let place: Place | undefined;
    do place = await this.planSlice({ after, upTo: today }, latest, place);
    while (place && !stop.aborted);
    if (place) return;
    await this.work.run(async () => {
      await this.notices.markPlanned(today);
      await this.notices.prune(addDays(today, -keptDays));
    });
  }

  private async planSlice(span: Span, latest: Date, place: Place | undefined): Promise<Place | undefined> {
    const { items, next } = await this.loans.before(latest, place);
    const due = items.filter(({ dueAt }) => isReason(this.time.day(dueAt), span));
    const recipients = await this.recipients.reachable([...new Set(due.map(({ patronId }) => patronId))]);
    await this.notices.add(
      span.upTo,
      recipients.map(({ patronId }) => patronId),
    );
    return next;
  }
}
