import { hash, randomBytes } from 'node:crypto';
import type { Fingerprints } from '../../application/usage/fingerprints.js';

export const sha256: Fingerprints = { of: (text) => hash('sha256', text) };

/** 128 random bits, in hexadecimal. */
export function randomSalt(): string {
  return randomBytes(16).toString('hex');
}
