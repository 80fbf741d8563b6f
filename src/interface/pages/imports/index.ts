import { ImportPages } from './import-pages.js';

export const since = '2.4';
export const pageGroups = [ImportPages];
export const links = [
  {
    path: '/import',
    title: 'For librarians:',
    text: 'import books from files of other programs.',
  },
];
export { advice } from './advice.js';
