import { ImportPages } from './import-pages.js';

export const pageGroups = [ImportPages];
export const links = [
  {
    path: '/import',
    title: 'For librarians:',
    text: 'import books from files of other programs.',
  },
];
export { advice } from './advice.js';
