/** A Sentinel or a node of a cluster. */
interface Node {
  readonly host: string;
  readonly port: number;
}

/** Credentials and TLS for the Redis servers themselves. */
interface Access {
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
}

/** Sentinels, which know the present address of the named master. */
interface SentinelAddress extends Access {
  readonly kind: 'sentinel';
  readonly sentinels: readonly Node[];
  readonly master: string;
  readonly database: number;
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
}

/** Some nodes of a cluster; the client discovers the others. */
interface ClusterAddress extends Access {
  readonly kind: 'cluster';
  readonly nodes: readonly Node[];
}

/** The URL of one server, or the addresses of several. */
export type RedisAddress = string | SentinelAddress | ClusterAddress;

interface Parts extends Access {
  readonly hosts: readonly string[];
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

const severalServers =
  /^(redis|rediss)\+(sentinel|cluster):\/\/(?:([^/?#]*)@)?([^/?#@]+)([^?#]*)(?:\?([^#@]*))?$/;

/**
 * Reads a Redis address, in forms that other software accepts, too:
 * - `redis://[user:password@]host[:port][/database]`
 * - `redis+sentinel://[user:password@]host[:26379][,host…]/master[/database][?sentinel_username=…&sentinel_password=…]`
 * - `redis+cluster://[user:password@]host[:6379][,host…]`
 *
 * Addresses that begin with `rediss` use TLS, also for the Sentinels.
 * @throws Error for any other text; its message contains no part of the address
 */
export function readRedisAddress(url: string): RedisAddress {
  if (/^rediss?:\/\//.test(url) && URL.canParse(url)) return url;
  const [, scheme, kind, account, hosts = '', path = '', query] = severalServers.exec(url) ?? [];
  const parts = {
    tls: scheme === 'rediss',
    ...accountOf(account),
    hosts: hosts.split(','),
    path: path.split('/').slice(1).map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
  if (kind === 'sentinel') return sentinels(parts);
  return kind === 'cluster' ? cluster(parts) : refuse();
}

function sentinels({ hosts, path, query, ...access }: Parts): SentinelAddress {
  const [master, database = '', ...more] = path;
  if (!master || more.length > 0 || !/^\d{0,5}$/.test(database)) refuse();
  const { sentinel_username: username, sentinel_password: password, ...unknown } = Object.fromEntries(query);
  if (Object.keys(unknown).length > 0) refuse();
  return {
    kind: 'sentinel',
    ...access,
    ...(username !== undefined && { sentinelUsername: username }),
    ...(password !== undefined && { sentinelPassword: password }),
    sentinels: hosts.map((host) => nodeOf(host, 26_379)),
    master: master ?? refuse(),
    database: Number(database),
  };
}

/** A cluster has only the database 0. */
function cluster({ hosts, path, query, ...access }: Parts): ClusterAddress {
  if (!['', '0'].includes(path.join('/')) || query.size > 0) refuse();
  return { kind: 'cluster', ...access, nodes: hosts.map((host) => nodeOf(host, 6379)) };
}

function nodeOf(text: string, usualPort: number): Node {
  if (!URL.canParse(`redis://${text}`)) refuse();
  const { hostname, port } = new URL(`redis://${text}`);
  if (hostname === '') refuse();
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port) };
}

function accountOf(account: string | undefined): Pick<Access, 'username' | 'password'> {
  if (account === undefined || account === '') return {};
  const [username = '', password, ...more] = account.split(':').map(decodeURIComponent);
  if (password === undefined || more.length > 0) refuse();
  return { ...(username !== '' && { username }), password: password ?? '' };
}

function refuse(): never {
  throw new Error('Not a Redis address.');
}
