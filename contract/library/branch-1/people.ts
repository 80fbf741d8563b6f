import type { SignedIn } from '../../../src/application/kernel/request/caller.js';
import type { Who } from '../../conversations/conversation.js';

/** The people of the conversations, in the order in which `accounts.ts` adds them. */
export const people: Readonly<Record<Who, SignedIn>> = {
  admin: { patronId: 1, role: 'admin' },
  librarian: { patronId: 2, role: 'librarian' },
  patron: { patronId: 3, role: 'patron' },
  other: { patronId: 4, role: 'patron' },
  blocked: { patronId: 5, role: 'patron' },
  expired: { patronId: 6, role: 'patron' },
  child: { patronId: 7, role: 'patron' },
  unverified: { patronId: 9, role: 'patron' },
};

/** An API key of the admin, without scopes. */
export const keyWithoutScopes = 'slk_that-opens-nothing-in-the-conversations';

/** The secrets of mailed links, which the library stores hashed. */
export const links = {
  /** Sets the password of `other`. */
  reset: 'sll_that-sets-a-password-in-the-conversations',
  /** Verifies the address of `unverified`. */
  verification: 'sll_that-verifies-in-the-conversations',
  /** Verifies an address for `other` that somebody else has got since. */
  taken: 'sll_that-comes-too-late-in-the-conversations',
} as const;
