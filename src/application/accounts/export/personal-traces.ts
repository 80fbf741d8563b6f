/** What a feature keeps of people beside what a law or a loan needs. Every feature that does so implements it. */
export interface PersonalTraces {
  /** Removes it, or makes it anonymous. Runs in the unit of work that closes the account. */
  erase(patronId: number): Promise<void>;
}
export const PersonalTraces = Symbol('accounts.PersonalTraces');
