import { Refusal } from '../kernel/refusal.js';
import type { Patron, Role } from './patron.js';
import { lastAdmin, ownAccount, staffNeedsAdmin } from './refusals.js';

/** A member of staff who acts on an account. */
export interface Actor {
  readonly patronId: number;
  readonly role: Role;
}

/** The fields of their own account that staff can change as such. */
const harmless: ReadonlySet<string> = new Set(['username', 'firstName', 'lastName']);

/**
 * Librarians act on patrons, and admins on everybody.
 * @throws Refusal `accounts.staff_needs_admin`
 */
export function refuseUnlessInCharge(by: Actor, patron: Pick<Patron, 'role'>): void {
  if (patron.role !== 'patron' && by.role !== 'admin') throw new Refusal(staffNeedsAdmin);
}

/**
 * Nobody changes their own role, category, expiry, blocks, address or card number as staff.
 * @throws Refusal `accounts.own_account`
 */
export function refuseOwnAccount(by: Actor, patron: Pick<Patron, 'id'>, changed: readonly string[]): void {
  if (by.patronId === patron.id && changed.some((field) => !harmless.has(field)))
    throw new Refusal(ownAccount);
}

/**
 * @param admins those who can act as an admin
 * @throws Refusal `accounts.last_admin`
 */
export function refuseLastAdmin(patron: Patron, admins: readonly Patron[]): void {
  if (patron.isActingAdmin() && admins.length === 1) throw new Refusal(lastAdmin);
}
