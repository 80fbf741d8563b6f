/** One change, as it is kept for ever: what was done to what. Who did it and in which request is added. */
export interface AuditEvent {
  /** Past tense, with the feature's name, for example `circulation.loan_opened`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: number };
  /** Never personal data, never a secret: these rows outlive an account. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes events in the running unit of work: no change without its event, no event without its change. */
export interface AuditTrail {
  record(event: AuditEvent): void;
  /**
   * Takes out of events before this moment which patron it was that did something to things of these types; what was
   * done stays, and so do the names of staff. In a unit of work of its own. Gives how many events that were.
   */
  forgetPatrons(subjectTypes: readonly string[], before: Date, limit: number): Promise<number>;
}
export const AuditTrail = Symbol('kernel.AuditTrail');
