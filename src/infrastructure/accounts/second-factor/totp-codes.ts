import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import type { OneTimeCodes } from '../../../application/accounts/second-factor/one-time-codes.js';

/** What all authenticator apps support. The three values are also the defaults of RFC 6238. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Time steps before and after the present one whose codes are accepted: two minutes. */
const toleratedSteps = 4;

/** TOTP codes of 30 seconds with six digits. */
export class TotpCodes implements OneTimeCodes {
  makeSecret(): string {
    return new Secret({ size: 20 }).base32;
  }

  makeRecoveryCode(): string {
    return new Secret({ size: 15 }).base32.toLowerCase();
  }

  invite(secret: string, account: string): { uri: string; qrCode: string } {
    const uri = totpOf(secret, account).toString();
    return { uri, qrCode: renderSVG(uri) };
  }

  stepOf(secret: string, code: string, at: Date): number | undefined {
    if (!/^\d{6}$/.test(code)) return undefined;
    const totp = totpOf(secret, '');
    const timestamp = at.getTime();
    const distance = totp.validate({ token: code, timestamp, window: toleratedSteps });
    return distance === null ? undefined : totp.counter({ timestamp }) + distance;
  }
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ ...parameters, issuer: 'Shelflife', label, secret: Secret.fromBase32(secret) });
}
