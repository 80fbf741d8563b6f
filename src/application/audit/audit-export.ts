import { inject, injectable } from 'tsyringe';
import type { Place } from '../kernel/storage/slice.js';
import { AuditQueries, type AuditEventView, type AuditFilter } from './audit-queries.js';

/** Events in one statement. */
const lot = 1_000;

/** Reads any number of audit events with little memory. */
@injectable()
export class AuditExport {
  constructor(@inject(AuditQueries) private readonly trail: AuditQueries) {}

  /** All events that match, oldest first. The next lot is read when the events of the last one are taken. */
  async *events(filter: AuditFilter): AsyncGenerator<AuditEventView, void> {
    let after: Place | undefined;
    do {
      const { items, next } = await this.trail.list(filter, 'oldest first', { after, limit: lot });
      yield* items;
      after = next;
    } while (after);
  }
}
