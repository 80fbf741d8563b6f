/** The passwords that people choose most often. */
export interface CommonPasswords {
  /** The 10,000 most common ones, in lower case. */
  all(): Promise<ReadonlySet<string>>;
}
export const CommonPasswords = Symbol('accounts.CommonPasswords');
