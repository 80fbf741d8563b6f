import type { AuditEvent, AuditTrail } from './audit-trail.js';
import type { FakeUnitOfWork } from './unit-of-work.fake.js';

interface Forgetting {
  readonly subjectTypes: readonly string[];
  readonly before: Date;
}

/** An audit trail in memory. */
export class FakeAuditTrail implements AuditTrail {
  /** The recorded events, oldest first. */
  readonly events: AuditEvent[] = [];
  /** How many events still name a patron who must be forgotten. */
  namesLeft = 0;
  readonly forgettings: Forgetting[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  get actions(): string[] {
    return this.events.map(({ action }) => action);
  }

  record(event: AuditEvent): void {
    this.events.push(event);
    this.work.write(() => this.events.splice(this.events.lastIndexOf(event), 1));
  }

  forgetPatrons(subjectTypes: readonly string[], before: Date, limit: number): Promise<number> {
    const forgotten = Math.min(this.namesLeft, limit);
    this.namesLeft -= forgotten;
    this.forgettings.push({ subjectTypes, before });
    return Promise.resolve(forgotten);
  }
}
