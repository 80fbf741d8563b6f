/** What a mailed link is for. */
export type LinkPurpose = 'verification' | 'reset';

interface NewLink {
  readonly hash: string;
  readonly patronId: number;
  readonly purpose: LinkPurpose;
  /** The address that the link was mailed to; null when it was given out in another way. */
  readonly email: string | null;
  readonly expiresAt: Date;
}

/** A link that works once and for a short time. Only the hash of its secret is known. */
export class AccountLink {
  readonly hash: string;
  readonly patronId: number;
  readonly purpose: LinkPurpose;
  readonly email: string | null;
  readonly expiresAt: Date;

  constructor(link: NewLink) {
    this.hash = link.hash;
    this.patronId = link.patronId;
    this.purpose = link.purpose;
    this.email = link.email;
    this.expiresAt = link.expiresAt;
  }

  /** Whether the link can be used for this purpose at this moment. */
  isGoodFor(purpose: LinkPurpose, now: Date): boolean {
    return this.purpose === purpose && this.expiresAt > now;
  }
}
