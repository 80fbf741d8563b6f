import type { Config } from '../../config/index.js';
import { auditRecordSchema } from '../infrastructure/kernel/audit-record.js';
import { Database, type DatabaseSettings } from '../infrastructure/kernel/database.js';
import { allFeatures } from './all-features.js';

/** The configured database, with the entities of all features. @throws Error when none is configured */
export function openDatabase(
  { databaseUrl: url, databasePoolMax }: Config,
  purpose: DatabaseSettings['purpose'],
): Promise<Database> {
  if (url === undefined) throw new Error('There is no database: DATABASE_URL is not set.');
  const entities = [auditRecordSchema, ...allFeatures.flatMap((feature) => feature.entities)];
  return Database.open({ url, poolMax: purpose === 'migrations' ? 1 : databasePoolMax, entities, purpose });
}
