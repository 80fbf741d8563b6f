import type { Patron } from '../../../domain/accounts/patron.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Patrons } from '../patrons.js';

/** A locked patron, with all who can act as an admin. Empty when only the patron was locked. */
export interface AmongAdmins {
  readonly patron: Patron;
  readonly admins: readonly Patron[];
}

/**
 * Locks a patron and all admins, always in the same order, so that no two changes can take the last admin.
 * @throws Refusal `accounts.patron_not_found`
 */
export async function lockAmongAdmins(patrons: Patrons, id: number): Promise<AmongAdmins> {
  const locked = await patrons.lockWithAdmins(id);
  const patron = locked.find((each) => each.id === id);
  if (!patron) throw new Refusal(patronNotFound);
  return { patron, admins: locked.filter((each) => each.isActingAdmin()) };
}
