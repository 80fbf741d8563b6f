import { toId } from '../../../src/interface/v2/ids.js';

/** The senders of the requests of the tables. The key may only read the catalogue. */
export type Operator = 'patron' | 'librarian' | 'admin' | 'narrowKey';

/** The ids of v2 that every seeded library has. */
export const book = toId('book', 1);
export const copy = toId('copy', 1);
export const patron = toId('patron', 1);
