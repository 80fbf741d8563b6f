import { AccountPages } from './account-pages.js';
import { SignInPages } from './sign-in-pages.js';

export const pageGroups = [AccountPages, SignInPages];
export { advice } from './advice/index.js';
