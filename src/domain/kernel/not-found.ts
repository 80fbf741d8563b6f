import { reason } from './refusal.js';

/** Refusals that other features pass on. For example, a request for a loan may name an unknown patron. */
export const patronNotFound = reason('not_found', 'accounts.patron_not_found', 'There is no such patron.');
export const bookNotFound = reason('not_found', 'catalogue.book_not_found', 'There is no such book.');
export const copyNotFound = reason('not_found', 'catalogue.copy_not_found', 'There is no such copy.');
