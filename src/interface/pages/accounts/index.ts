import { AccountPages } from './account-pages.js';

export const pageGroups = [AccountPages];
export { advice } from './advice/index.js';
