import type { Language } from '../../../domain/kernel/language.js';
import type { ClientContact } from './told-clients.js';

/** The owner of a client, as the accounts know it. */
export interface Recipient {
  readonly patronId: number;
  readonly email: string;
  readonly language: Language;
}

/** Answered by the accounts. */
export interface Recipients {
  /** Closed accounts, and those without a verified address, are left out. */
  reachable(patronIds: readonly number[]): Promise<readonly Recipient[]>;
}
export const Recipients = Symbol('usage.Recipients');

/** The address of the operators; undefined when there is none. */
export const OperatorsEmail = Symbol('usage.OperatorsEmail');

/**
 * The addresses of a client, the first one first: that for the client, else that of its owner; then the second one,
 * else that of the owner.
 */
export function addressesOf(
  { contactEmail, secondEmail }: Omit<ClientContact, 'patronId'>,
  owner: Recipient | undefined,
): readonly string[] {
  const all = [contactEmail, contactEmail === null ? owner?.email : secondEmail, secondEmail, owner?.email];
  return [...new Set(all.filter((each) => typeof each === 'string'))].slice(0, 2);
}

/** How addresses are stored with what was sent to them. */
export function storedAddresses(addresses: readonly string[]): string | null {
  return addresses.length === 0 ? null : addresses.join(', ');
}
