import type { OpdsParts } from '../index.js';

/** The page with the form, of the pages of this feature. */
export const parts: OpdsParts = { borrowLink: (id) => `/borrow/${encodeURIComponent(id)}` };
