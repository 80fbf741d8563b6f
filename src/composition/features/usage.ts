import { OwnUsage } from '../../application/usage/report/own-usage.js';
import { SqlOwnUsage } from '../../infrastructure/usage/report/sql-own-usage.js';
import type { Feature } from './feature.js';

export const usage: Feature = {
  name: 'usage',
  entities: [],
  constraints: {},
  bind(container) {
    container.register(OwnUsage, { useClass: SqlOwnUsage });
  },
};
