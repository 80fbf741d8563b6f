import { DeveloperPages } from './developers/developer-pages.js';
import { ReportPages } from './report/report-pages.js';

export const pageGroups = [DeveloperPages, ReportPages];
export const links = [
  {
    path: '/developers',
    title: 'For developers of clients:',
    text: 'what your API keys and programs call, and what of it will go away.',
  },
];
export { advice } from './advice.js';
