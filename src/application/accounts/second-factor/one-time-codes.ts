/** The codes of authenticator apps (RFC 6238). */
export interface OneTimeCodes {
  /** Makes a secret of 160 random bits, in Base32. */
  makeSecret(): string;
  /** Makes a recovery code of 120 random bits, in lower case and without separators. */
  makeRecoveryCode(): string;
  /** The URI that an authenticator app reads, and the same as a QR code (SVG). */
  invite(secret: string, account: string): { readonly uri: string; readonly qrCode: string };
  /**
   * The time step that this code belongs to. Undefined for a code of no step within two minutes of `at`: the clock of a
   * phone may be wrong by that much.
   */
  stepOf(secret: string, code: string, at: Date): number | undefined;
}
export const OneTimeCodes = Symbol('accounts.OneTimeCodes');
