import type { OneTimeCodes } from './one-time-codes.js';

/** Predictable codes: the code of time step 5 of the secret S1 is `S1:5`, in lower case. A step is 30 seconds. */
export class FakeOneTimeCodes implements OneTimeCodes {
  #secrets = 0;
  #recoveryCodes = 0;

  makeSecret(): string {
    this.#secrets += 1;
    return `S${this.#secrets}`;
  }

  makeRecoveryCode(): string {
    this.#recoveryCodes += 1;
    return `recovery${this.#recoveryCodes}`;
  }

  invite(secret: string, account: string): { uri: string; qrCode: string } {
    return { uri: `${secret} of ${account}`, qrCode: `QR code of ${secret}` };
  }

  stepOf(secret: string, code: string, at: Date): number | undefined {
    const [of, step] = code.split(':');
    const present = Math.floor(at.getTime() / 30_000);
    return of === secret.toLowerCase() && Math.abs(Number(step) - present) <= 4 ? Number(step) : undefined;
  }
}
