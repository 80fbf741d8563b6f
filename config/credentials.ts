import type { BoundService } from './bound-services.js';

/** What a binding makes known: where the server is, and the certificates that vouch for it. */
interface Reached {
  readonly url: string;
  readonly ca: string | undefined;
}

type Credentials = BoundService['credentials'];

/** Brokers agree on no names; these are the ones in use. */
const keys = {
  url: ['uri', 'url'],
  host: ['host', 'hostname'],
  user: ['username', 'user'],
  database: ['dbname', 'database', 'name', 'db'],
  ca: ['sslrootcert', 'cacrt', 'ca', 'ca_cert', 'ca_certificate', 'tls_ca'],
};

/** @throws Error when the credentials lead nowhere */
export function postgresCredentials({ name, credentials }: BoundService): Reached {
  const made = () => {
    const query = first(credentials, ['sslmode']);
    return urlOf(name, credentials, {
      scheme: 'postgres',
      port: first(credentials, ['port']),
      path: `${encodeURIComponent(first(credentials, keys.database) ?? '')}${query ? `?sslmode=${query}` : ''}`,
    });
  };
  return { url: first(credentials, keys.url) ?? made(), ca: first(credentials, keys.ca) };
}

/** Where a Redis listens with and without TLS, it is asked with. @throws Error when the credentials lead nowhere */
export function redisCredentials({ name, credentials }: BoundService): Reached {
  const tlsPort = first(credentials, ['tls_port']);
  const made = () =>
    urlOf(name, credentials, {
      scheme: tlsPort === undefined ? 'redis' : 'rediss',
      port: tlsPort ?? first(credentials, ['port']),
      path: '',
    });
  return { url: first(credentials, keys.url) ?? made(), ca: first(credentials, keys.ca) };
}

function urlOf(
  name: string,
  credentials: Credentials,
  parts: { scheme: string; port: string | undefined; path: string },
): string {
  const host = first(credentials, keys.host);
  if (host === undefined)
    throw new Error(`cannot be made from the bound service ${name}: its credentials have no uri and no host`);
  const [user = '', password = ''] = [first(credentials, keys.user), first(credentials, ['password'])];
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const port = parts.port === undefined ? '' : `:${parts.port}`;
  return `${parts.scheme}://${account === ':@' ? '' : account}${host}${port}/${parts.path}`;
}

/** The first of these that is there, as a text. */
function first(credentials: Credentials, names: readonly string[]): string | undefined {
  const found = names.map((name) => credentials[name]).find((value) => value !== undefined && value !== null);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
