import { reason } from './refusal.js';

/** Refusals of a feature that other features pass on: who asks for a loan may name somebody or something unknown. */
export const patronNotFound = reason('not_found', 'accounts.patron_not_found', 'There is no such patron.');
export const bookNotFound = reason('not_found', 'catalogue.book_not_found', 'There is no such book.');
export const copyNotFound = reason('not_found', 'catalogue.copy_not_found', 'There is no such copy.');
