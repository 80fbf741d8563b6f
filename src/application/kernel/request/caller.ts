/** Somebody who has shown who they are. */
export interface SignedIn {
  readonly patronId: number;
  readonly role: 'patron' | 'librarian' | 'admin';
  /** Major → the minor that this consumer wants to be answered as when a request names none. */
  readonly pins?: Readonly<Record<string, string>>;
  /** The session that their token belongs to, if it belongs to one. */
  readonly session?: number;
  /** What the API key that was shown is good for; undefined for a person, who needs no scopes. */
  readonly scopes?: readonly string[];
}

interface Anonymous {
  readonly role: 'anonymous';
}

/** On whose behalf a request runs. */
export type Caller = Anonymous | SignedIn;

/** Librarians and admins serve other patrons; patrons see and do only what is their own. */
export function isStaff(caller: Caller): boolean {
  return caller.role === 'librarian' || caller.role === 'admin';
}

/** Tells who a bearer token belongs to at this moment; a changed role or a closed account counts at once. */
export interface Callers {
  /** Undefined for a token or key that is malformed, forged, expired or revoked, or whose owner is gone. */
  identify(token: string): Promise<SignedIn | undefined>;
}
export const Callers = Symbol('kernel.Callers');
