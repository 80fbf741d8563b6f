/**
 * A change: what was done to which subject. It is kept permanently. The adapter adds the actor and the request. Events
 * that change nothing go to the `AccessTrail`.
 */
export interface AuditEvent {
  /** Past tense, with the name of the feature, for example `circulation.loan_opened`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: number };
  /** Never personal data, never a secret: these rows outlive an account. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whether the network of the client is stored, too, as for a sign-in. It is removed after 90 days. */
  readonly withNetwork?: boolean;
}

/** Records events in the running unit of work: no change without its event, no event without its change. */
export interface AuditTrail {
  record(event: AuditEvent): void;
  /**
   * Removes the acting patron from events about subjects of these types that are older than `before`. The actions stay,
   * and so do staff as actors. Runs in its own unit of work. Returns the number of changed events.
   */
  forgetPatrons(subjectTypes: readonly string[], before: Date, limit: number): Promise<number>;
}
export const AuditTrail = Symbol('kernel.AuditTrail');
