import { createConfig, type Config } from '../../../config/index.js';
import { auditRecordSchema } from '../../infrastructure/kernel/transaction/audit-record.js';
import { Database } from '../../infrastructure/kernel/postgres/database.js';
import type { DatabaseSettings } from '../../infrastructure/kernel/connections/connection-options.js';
import { migrationSettings } from '../../infrastructure/kernel/migrations/migration-files.js';
import { outboxRecordSchema } from '../../infrastructure/kernel/transaction/outbox-record.js';
import type { PostgresAddress } from '../../infrastructure/kernel/connections/postgres-address.js';
import { allFeatures } from '../all-features.js';

/** The configured database, with the entities of all features. @throws Error when none is configured */
export async function openDatabase(config: Config, purpose: DatabaseSettings['purpose']): Promise<Database> {
  const address = databaseAddress(config);
  const entities = [
    auditRecordSchema,
    outboxRecordSchema,
    ...allFeatures.flatMap((feature) => feature.entities),
  ];
  const isService = purpose === 'requests' || purpose === 'jobs';
  const throughPooler = config.databaseDirectUrl !== undefined;
  return Database.open({
    address,
    poolMax: isService ? config.databasePoolMax : 1,
    entities,
    ...(purpose === 'migrations' && { orm: await migrationSettings() }),
    purpose,
    throughPooler,
    replica: isService ? replicaAddress(config) : undefined,
  });
}

/**
 * The same configuration without the pooler, if there is one: for work that needs a session of its own, such as locks
 * that outlast a transaction, and `listen`.
 */
export function withoutPooler(config: Config): Config {
  const { databaseDirectUrl: databaseUrl, ...others } = config;
  return databaseUrl === undefined ? config : createConfig(config.name, { ...others, databaseUrl });
}

function replicaAddress({ databaseReplicaUrl: url, databaseCa: ca }: Config): PostgresAddress | undefined {
  return url === undefined ? undefined : { url, ca };
}

/** The address of the configured database. @throws Error when none is configured */
function databaseAddress({ databaseUrl: url, databaseCa: ca }: Config): PostgresAddress {
  if (url === undefined) throw new Error('There is no database: DATABASE_URL is not set.');
  return { url, ca };
}
