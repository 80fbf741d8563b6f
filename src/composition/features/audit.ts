import { AuditQueries } from '../../application/audit/audit-queries.js';
import { SqlAuditQueries } from '../../infrastructure/audit/sql-audit-queries.js';
import type { Feature } from './feature.js';

/** Reads the audit trail. The kernel writes it. */
export const audit: Feature = {
  name: 'audit',
  entities: [],
  constraints: {},
  bind(container) {
    container.register(AuditQueries, { useClass: SqlAuditQueries });
  },
};
