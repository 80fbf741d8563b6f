import { AccountPages } from './account-pages.js';

export const pageGroups = [AccountPages];
