import type { Slice, SliceRequest } from '../kernel/storage/slice.js';

/** An event of the audit trail: a change, a sign-in, a failed one, or a read of a patron by staff. */
export interface AuditEventView {
  readonly id: number;
  /** When it happened; of a counted event, the minute. */
  readonly at: Date;
  /** Past tense, with the name of the feature, for example `circulation.loan_opened`. */
  readonly action: string;
  /** For example `loan`. */
  readonly subjectType: string;
  /** Null for a failed sign-in at no account. */
  readonly subjectId: number | null;
  /** The patron who did it. Null for anonymous callers, for the system, and after the retention period of loans. */
  readonly actorId: number | null;
  /** The role at that time: `anonymous`, `patron`, `librarian` or `admin`, or `system` outside of requests. */
  readonly actorRole: string;
  /** The API key that was used. */
  readonly actorKeyId: number | null;
  readonly requestId: string | null;
  /** The /24 or /64 of a sign-in. Null for all other events, and after 90 days. */
  readonly network: string | null;
  /** How often it happened in that minute; 1 for an event that is not counted. */
  readonly times: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Conditions that all must hold. */
export interface AuditFilter {
  readonly actorId?: number;
  readonly subject?: { readonly type: string; readonly id: number };
  readonly action?: string;
  /** Only events at this moment or later. */
  readonly from?: Date;
  /** Only events before this moment. */
  readonly before?: Date;
}

/** Reads the audit trail. */
export interface AuditQueries {
  list(
    filter: AuditFilter,
    order: 'newest first' | 'oldest first',
    slice: SliceRequest,
  ): Promise<Slice<AuditEventView>>;
}
export const AuditQueries = Symbol('audit.AuditQueries');
