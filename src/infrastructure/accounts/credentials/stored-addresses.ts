import { domainToUnicode } from 'node:url';
import { emailAddress } from '../../../domain/kernel/email-address.js';

/**
 * The forms in which an address may be stored, ignoring case; first as it was typed. There is more than one for an
 * address outside of ASCII only, because older releases stored it in whatever form it was typed.
 */
export function storedAddresses(typed: string): string[] {
  const address = emailAddress(typed);
  if (address === undefined) return [typed];
  const domainAt = address.lastIndexOf('@') + 1;
  const readable = address.slice(0, domainAt) + domainToUnicode(address.slice(domainAt));
  const composed = [address, readable];
  return [...new Set([typed, ...composed, ...composed.map((form) => form.normalize('NFD'))])];
}
