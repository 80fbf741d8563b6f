import { DeveloperPages } from './developers/developer-pages.js';
import { ReportPages } from './report/report-pages.js';

export const pageGroups = [DeveloperPages, ReportPages];
export { advice } from './advice.js';
