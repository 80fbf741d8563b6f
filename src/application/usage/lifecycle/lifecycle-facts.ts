import type { Facts } from '../../../domain/usage/lifecycle/facts.js';
import type { DeclaredLifecycle } from '../../kernel/settings.js';

/** Reads all that a decision about an end of life depends on: usage, consents, announcements, confirmations. */
export interface LifecycleFacts {
  /** @param until the end of the window */
  of(lifecycle: DeclaredLifecycle, until: Date): Promise<Facts>;
}
export const LifecycleFacts = Symbol('usage.LifecycleFacts');
