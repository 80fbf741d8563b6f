import { toId } from '../../../src/interface/v2/ids.js';

/** Those who send the requests of the tables; the key may only read the catalogue. */
export type Operator = 'patron' | 'librarian' | 'admin' | 'narrowKey';

/** What every seeded library has, by the ids of v2. */
export const book = toId('book', 1);
export const copy = toId('copy', 1);
export const patron = toId('patron', 1);
