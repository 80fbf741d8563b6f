/** Codes of an authenticator app (RFC 6238) as the second factor of an account, with recovery codes for a lost one. */
export class SecondFactor {
  readonly patronId: number;
  /** Sealed. Null until a code of it was confirmed. */
  secret: string | null = null;
  /** Sealed: a secret that waits for its first code. Until then, the present secret stays in force. */
  newSecret: string | null = null;
  confirmedAt: Date | null = null;
  /** The time step of the last accepted code. Codes of this step and of earlier steps are refused (RFC 6238, 5.2). */
  lastStep = 0;
  /** Hashes of the unused recovery codes. */
  recoveryCodes: string[] = [];
  /** When the account signed in without a second factor although it needs one. */
  graceUsedAt: Date | null = null;

  constructor(patronId: number) {
    this.patronId = patronId;
  }

  isActive(): boolean {
    return this.secret !== null;
  }

  /** @param secret sealed; it takes effect when it is confirmed */
  begin(secret: string): void {
    this.newSecret = secret;
  }

  /**
   * Puts the new secret and new recovery codes in force. The former ones are void.
   * @param step the time step of the code that confirmed it; the code cannot be used again
   */
  confirm(step: number, recoveryCodes: readonly string[], now: Date): void {
    this.secret = this.newSecret;
    this.newSecret = null;
    this.confirmedAt = now;
    this.lastStep = step;
    this.recoveryCodes = [...recoveryCodes];
  }

  /** Accepts the code of a time step, once. Returns false for a step that is not later than the last accepted one. */
  acceptStep(step: number): boolean {
    if (step <= this.lastStep) return false;
    this.lastStep = step;
    return true;
  }

  /** Accepts a recovery code, once. */
  acceptRecoveryCode(hash: string): boolean {
    if (!this.recoveryCodes.includes(hash)) return false;
    this.recoveryCodes = this.recoveryCodes.filter((each) => each !== hash);
    return true;
  }

  /** Allows one sign-in without a second factor. Returns false when it is used up. */
  useGrace(now: Date): boolean {
    if (this.graceUsedAt !== null) return false;
    this.graceUsedAt = now;
    return true;
  }
}
