import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Backing } from './backing.js';
import type { Environment } from './launch.js';

/** A secret of a deployment, which no log line may contain. */
export const jwtSecret = 'a secret of one deployment: 31 geese';

interface Service {
  readonly name: string;
  readonly tags?: readonly string[];
  readonly credentials: Readonly<Record<string, unknown>>;
}

export const secrets: Service = {
  name: 'shelflife-secrets',
  credentials: { JWT_SECRET: jwtSecret, SMTP_URL: 'smtp://127.0.0.1:9' },
};

/** The value of VCAP_SERVICES: services by label. */
export function services(byLabel: Readonly<Record<string, readonly Service[]>>): string {
  const listed = Object.entries(byLabel).map(
    ([label, each]) =>
      [label, each.map((service) => ({ label, tags: [], binding_name: null, ...service }))] as const,
  );
  return JSON.stringify(Object.fromEntries(listed));
}

const bindingNames = { database: 'database', redis: 'redis', secrets: 'secrets' };

/** The three formats of credentials, with the binding names of the manifest. */
export const shapes = { inOnePiece, inParts, inFile } as const;

/** A URL with everything encoded, and the certificates of its own authority beside it. */
export function inOnePiece(backing: Backing, database: string): Environment {
  const postgres = { uri: `${postgresUrl(backing, database)}?sslmode=verify-full`, sslrootcert: backing.ca };
  const redis = { uri: redisUrl(backing), cacrt: backing.ca };
  return { VCAP_SERVICES: all(postgres, redis) };
}

/** Each part separate and not encoded, with an IP address; found by its tags. */
function inParts({ ca, postgres, redis }: Backing, database: string): Environment {
  const { user: username, port } = postgres;
  const host = '127.0.0.1';
  const tagged = services({
    'a-broker': [
      {
        name: 'one',
        tags: ['postgresql'],
        credentials: { host, port, username, password: postgres.password, dbname: database, cacrt: ca },
      },
      {
        name: 'two',
        tags: ['redis'],
        credentials: { host, port: 1, tls_port: redis.port, password: redis.password, ca },
      },
    ],
    'user-provided': [secrets],
  });
  return { VCAP_SERVICES: tagged, DATABASE_SERVICE: '', REDIS_SERVICE: '' };
}

/** In a file, beside the other database that the platform would choose. The platform's authority signs the servers. */
function inFile(backing: Backing, database: string): Environment {
  const path = join(backing.trusted, '..', `${database}.json`);
  const elsewhere = { uri: 'postgres://somebody@127.0.0.1:1/else' };
  const postgres = { url: `${postgresUrl(backing, database)}?sslmode=require` };
  writeFileSync(path, all(postgres, { url: redisUrl(backing) }, elsewhere), { mode: 0o644 });
  return {
    VCAP_SERVICES_FILE_PATH: path,
    SSL_CERT_DIR: backing.trusted,
    DATABASE_URL: elsewhere.uri,
  };
}

function all(postgres: object, redis: object, elsewhere?: object): string {
  const other = elsewhere ? [{ name: 'another', tags: ['postgresql'], credentials: { ...elsewhere } }] : [];
  const named = (name: keyof typeof bindingNames, credentials: object) => ({
    name: `shelflife-${name}`,
    binding_name: bindingNames[name],
    credentials: { ...credentials },
  });
  return services({
    postgresql: [...other, named('database', postgres)],
    redis: [named('redis', redis)],
    'user-provided': [named('secrets', secrets.credentials)],
  });
}

export function postgresUrl({ postgres }: Backing, database: string, at = 'localhost'): string {
  const [user, password, name] = [postgres.user, postgres.password, database].map(encodeURIComponent);
  return `postgres://${user}:${password}@${at.includes(':') ? at : `${at}:${postgres.port}`}/${name}`;
}

function redisUrl({ redis }: Backing): string {
  return `rediss://:${encodeURIComponent(redis.password)}@localhost:${redis.port}`;
}
