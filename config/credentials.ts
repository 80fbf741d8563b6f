import type { BoundService } from './bound-services.js';

/** URL and CA certificates of a server, from a binding. */
interface Reached {
  readonly url: string;
  readonly ca: string | undefined;
}

type Credentials = BoundService['credentials'];

/** Service brokers use different names; these are the common ones. */
const keys = {
  url: ['uri', 'url'],
  host: ['host', 'hostname'],
  user: ['username', 'user'],
  database: ['dbname', 'database', 'name', 'db'],
  ca: ['sslrootcert', 'cacrt', 'ca', 'ca_cert', 'ca_certificate', 'tls_ca'],
};

/** @throws Error when the credentials contain neither a URI nor a host */
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

/**
 * Prefers the TLS port when the binding has both. @throws Error when the credentials contain neither a URI nor a host
 */
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
    throw new Error(
      `cannot be derived from the bound service ${name}: its credentials have neither a URI nor a host`,
    );
  const [user = '', password = ''] = [first(credentials, keys.user), first(credentials, ['password'])];
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const port = parts.port === undefined ? '' : `:${parts.port}`;
  return `${parts.scheme}://${account === ':@' ? '' : account}${host}${port}/${parts.path}`;
}

/** The first of these credentials that is set, as a string. */
function first(credentials: Credentials, names: readonly string[]): string | undefined {
  const found = names.map((name) => credentials[name]).find((value) => value !== undefined && value !== null);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
