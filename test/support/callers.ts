import type { Caller, SignedIn } from '../../src/application/kernel/request/caller.js';

/** A caller without a token. */
export const anonymous: Caller = { role: 'anonymous' };

/** The patron with the id 3. */
export const aPatron: SignedIn = { patronId: 3, role: 'patron' };

/** The librarian with the id 2. */
export const aLibrarian: SignedIn = { patronId: 2, role: 'librarian' };

/** The admin with the id 1. */
export const anAdmin: SignedIn = { patronId: 1, role: 'admin' };
