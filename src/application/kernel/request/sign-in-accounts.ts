/** What is known of an account to which somebody tries to sign in. */
export interface SignInAccount {
  /** Names the account in counters: the same for each spelling of its address, and never the address itself. */
  readonly key: string;
  /** Whether the account was signed in to from this network within the last 90 days. */
  readonly knowsNetwork: boolean;
}

/** The accounts behind the strict limits of signing in. */
export interface SignInAccounts {
  /**
   * Takes as long, and gives as much, for an account that does not exist.
   * @param account an e-mail address as it was typed, or the id of a patron
   * @param network in the notation of CIDR
   */
  find(account: string | number, network: string): Promise<SignInAccount>;
  /** Remembers that somebody has proved to own the account, from this network. */
  remember(account: string | number, network: string): Promise<void>;
}
export const SignInAccounts = Symbol('kernel.SignInAccounts');
