import { BorrowPages } from './borrow-pages.js';

export const pageGroups = [BorrowPages];
export { advice } from './advice.js';
