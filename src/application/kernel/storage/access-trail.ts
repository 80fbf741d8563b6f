/**
 * Records events that change nothing, in the same trail as the changes. Each is stored when its promise resolves, outside
 * of any unit of work, so that a rollback does not remove it.
 */
export interface AccessTrail {
  /**
   * Records that the caller of the running request reads data of these patrons, one event for each. Nothing is recorded
   * for patrons, and for staff who read their own data. Call it before the data is returned.
   * @param action for example `circulation.loans_read`
   * @param patronIds in any order, also repeated; null stands for nobody
   * @throws Refusal `kernel.unavailable` when the event cannot be stored; then the data must not be returned
   */
  recordReads(action: string, patronIds: readonly (number | null)[]): Promise<void>;
  /**
   * Counts a failed attempt. Attempts of one minute at the same account from the same network are one event.
   * @param patronId undefined when there is no such account. The text that was typed must not be stored.
   */
  countFailure(action: string, patronId: number | undefined): Promise<void>;
  /** Removes the networks from events older than `before`. Returns the number of changed events. */
  forgetNetworks(before: Date, limit: number): Promise<number>;
}
export const AccessTrail = Symbol('kernel.AccessTrail');
