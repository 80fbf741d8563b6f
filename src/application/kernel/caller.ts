/** Somebody who has shown who they are. */
export interface SignedIn {
  readonly patronId: number;
  readonly role: 'patron' | 'librarian' | 'admin';
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
  /** Undefined for a token that is malformed, forged, expired, or whose owner is gone. */
  identify(token: string): Promise<SignedIn | undefined>;
}
export const Callers = Symbol('kernel.Callers');
