import type { SignedIn } from './caller.js';

/** A request for a page by somebody who has signed in to the pages. */
export interface PageVisit {
  readonly visitor: SignedIn;
  /** Replaces the token of the request, so that the visit lasts while it is used. The lifetime is in seconds. */
  readonly next: { readonly token: string; readonly expiresIn: number };
}

/** The sign-in for the pages of the service. Its tokens are in a cookie, and no API accepts them. */
export interface PageVisits {
  /**
   * Undefined for a token that is malformed, forged, expired or revoked, whose owner's account is closed, or whose owner
   * needs a second factor and has none.
   */
  find(token: string): Promise<PageVisit | undefined>;
  /** Ends the visitor's session: all its tokens become invalid at once. */
  end(visitor: SignedIn): Promise<void>;
}
export const PageVisits = Symbol('kernel.PageVisits');
