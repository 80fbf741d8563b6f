/** Makes the hash of a text. */
export interface Fingerprints {
  /** SHA-256, in hexadecimal. */
  of(text: string): string;
}
export const Fingerprints = Symbol('usage.Fingerprints');
