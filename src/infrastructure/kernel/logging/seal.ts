import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts a text with a key derived from `secret` (AES-256-GCM, key by HKDF). */
export function seal(text: string, secret: string, purpose: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, nonce, purpose), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts a text. @throws Error for another secret or purpose, and when anything was changed */
export function unseal(sealed: Buffer, secret: string, purpose: string): string {
  const nonce = sealed.subarray(0, 12);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, nonce, purpose), nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

/** Decrypts a text that one of these secrets encrypted, the first one usually. @throws Error as `unseal` */
export function unsealWithAny(sealed: Buffer, secrets: readonly string[], purpose: string): string {
  const [secret = '', ...others] = secrets;
  try {
    return unseal(sealed, secret, purpose);
  } catch (error) {
    if (others.length === 0) throw error;
    return unsealWithAny(sealed, others, purpose);
  }
}

function keyOf(secret: string, nonce: Buffer, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, nonce, purpose, 32));
}
