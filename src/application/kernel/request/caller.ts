/** An authenticated caller. */
export interface SignedIn {
  readonly patronId: number;
  readonly role: 'patron' | 'librarian' | 'admin';
  /** Major → the minor that answers this consumer's requests when they name none. */
  readonly pins?: Readonly<Record<string, string>>;
  /** The session of the token, if it belongs to one. */
  readonly session?: number;
  /**
   * `passed`: the session began with the code of a second factor. `missing`: the caller is one of the staff, who need a
   * second factor, and has to set one up before anything else.
   */
  readonly secondFactor?: 'passed' | 'missing';
  /** The API key of the request; undefined for a person. */
  readonly apiKey?: number;
  /** The scopes of the API key; undefined for a person, who needs none. */
  readonly scopes?: readonly string[];
}

interface Anonymous {
  readonly role: 'anonymous';
}

/** The caller on whose behalf a request runs. */
export type Caller = Anonymous | SignedIn;

/** Librarians and admins act for all patrons. Patrons read and change only their own data. */
export function isStaff(caller: Caller): boolean {
  return caller.role === 'librarian' || caller.role === 'admin';
}

/** Authenticates callers. A changed role or a closed account takes effect at once. */
export interface Callers {
  /** Undefined for a token or key that is malformed, forged, expired or revoked, or whose owner's account is closed. */
  identify(token: string): Promise<SignedIn | undefined>;
}
export const Callers = Symbol('kernel.Callers');

/** The `Callers` of the operators' API: only its own tokens are known to it. */
export const OperatorCallers = Symbol('kernel.OperatorCallers');
