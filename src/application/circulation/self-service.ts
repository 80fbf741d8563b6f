import { deskOnly } from '../../domain/circulation/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { isStaff, type SignedIn } from '../kernel/request/caller.js';

/** Whether patrons borrow and return with their own token (`open`), or only the staff lends and takes back (`desk`). */
export type SelfService = 'open' | 'desk';
export const SelfService = Symbol('circulation.SelfService');

/** @throws Refusal `circulation.desk_only` for a patron where only the staff lends and takes back */
export function requireDesk(selfService: SelfService, caller: SignedIn): void {
  if (selfService === 'desk' && !isStaff(caller)) throw new Refusal(deskOnly);
}
