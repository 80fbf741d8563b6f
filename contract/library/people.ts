import type { SignedIn } from '../../src/application/kernel/request/caller.js';
import type { Who } from '../conversations/conversation.js';

/** The people of the conversations, in the order in which `accounts.ts` adds them. */
export const people: Readonly<Record<Who, SignedIn>> = {
  admin: { patronId: 1, role: 'admin' },
  librarian: { patronId: 2, role: 'librarian' },
  patron: { patronId: 3, role: 'patron' },
  other: { patronId: 4, role: 'patron' },
  blocked: { patronId: 5, role: 'patron' },
  expired: { patronId: 6, role: 'patron' },
  child: { patronId: 7, role: 'patron' },
};

/** An API key of the admin, without scopes. */
export const keyWithoutScopes = 'slk_that-opens-nothing-in-the-conversations';
