import { type BoundService, type Kind, pickService, readBoundServices } from './bound-services.js';
import { postgresCredentials, redisCredentials } from './credentials.js';
import { fields } from './variable.js';

/** Variables taken from the platform, and faults by variable. A fault is a sentence without its subject. */
export interface Bound {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: ReadonlyMap<string, string>;
}

type Set = Readonly<Record<string, string>>;

/** A `Bound` under construction. */
interface Taken extends Bound {
  readonly values: Record<string, string>;
  readonly faults: Map<string, string>;
}

const kinds = {
  DATABASE: {
    kind: { chooser: 'DATABASE_SERVICE', tags: ['postgresql', 'postgres'], label: /postgres/i },
    read: postgresCredentials,
  },
  REDIS: {
    kind: { chooser: 'REDIS_SERVICE', tags: ['redis', 'valkey'], label: /redis|valkey/i },
    read: redisCredentials,
  },
} satisfies Record<string, { kind: Kind; read: (service: BoundService) => { url: string; ca?: unknown } }>;

/**
 * Derives variables from the bound services. They take precedence over variables that are set, because the platform
 * itself sets DATABASE_URL, from the first service with a database that it finds.
 */
export function whatIsBound(set: Set): Bound {
  const bound: Taken = { values: {}, faults: new Map() };
  const source = 'VCAP_SERVICES_FILE_PATH' in set ? 'VCAP_SERVICES_FILE_PATH' : 'VCAP_SERVICES';
  const services = noting(bound, source, () => readBoundServices(set)) ?? [];
  for (const service of services.filter(isForSecrets)) takeSecrets(service, bound);
  for (const [prefix, { kind, read }] of Object.entries(kinds)) {
    noting(bound, `${prefix}_URL`, () => {
      const service = pickService(services, kind, bound.values[kind.chooser] ?? set[kind.chooser]);
      if (!service) return;
      const { url, ca } = read(service);
      Object.assign(bound.values, {
        [`${prefix}_URL`]: url,
        ...(ca !== undefined && { [`${prefix}_CA`]: ca }),
      });
    });
  }
  return bound;
}

/** Returns the result of `work`; when it throws, records the fault and returns undefined. */
function noting<T>({ faults }: Taken, variable: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    faults.set(variable, (error as Error).message);
  }
}

/** A user-provided service with this name contains configuration variables under their own names. */
function isForSecrets({ name, label }: BoundService): boolean {
  return label === 'user-provided' && /(^|-)secrets$/.test(name);
}

function takeSecrets(service: BoundService, { values, faults }: Taken): void {
  for (const [variable, value] of Object.entries(service.credentials)) {
    if (!fields.some((field) => field.variable === variable))
      faults.set(variable, `is set in the bound service ${service.name} but is not a configuration variable`);
    else if (variable in values) faults.set(variable, 'is set in several bound services for secrets');
    else if (typeof value !== 'string')
      faults.set(variable, `must be a string in the bound service ${service.name}`);
    else if (value.trim() !== '') values[variable] = value.trim();
  }
}
