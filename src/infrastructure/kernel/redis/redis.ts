import { Cluster, Redis } from 'ioredis';

import { followMaster } from './sentinel-failover.js';

/** One server among several, with the settings common to all. */
interface Several {
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
}

interface Node {
  readonly host: string;
  readonly port: number;
}

interface BehindSentinels extends Several {
  readonly kind: 'sentinel';
  readonly sentinels: readonly Node[];
  readonly master: string;
  readonly database: number;
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
}

interface InCluster extends Several {
  readonly kind: 'cluster';
  readonly nodes: readonly Node[];
}

/** The URL of one server (`redis:` or, with TLS, `rediss:`), or the addresses of several. */
export type RedisAddress = string | BehindSentinels | InCluster;

/** One server, which may change by failover, or a cluster. */
export type RedisConnection = Redis | Cluster;

/** Commands of one turn of the event loop are sent together. */
const together = { enableAutoPipelining: true };
const patience = {
  commandTimeout: 1000,
  connectTimeout: 1000,
  disconnectTimeout: 100,
  maxRetriesPerRequest: 1,
};
const keyPrefix = 'shelflife:';
const retryStrategy = (attempt: number) => Math.min(attempt * 50, 1000);

/**
 * Connects to Redis. The connection is made in the background, and again after each loss, without end; a missing Redis
 * does not fail the start. Behind Sentinels it leads to the current master, also after a failover. With `ca`
 * (certificates in PEM form) it uses TLS and trusts only these certificates.
 *
 * A command is rejected at once while there is no connection (in a cluster: after a while), and after a second without
 * an answer; requests wait less, see {@link CircuitBreaker}. `disconnect()` closes the connection at once and for good,
 * even when Redis hangs.
 */
export function connectRedis(url: string, ca?: string): Redis;
export function connectRedis(address: RedisAddress, ca?: string): RedisConnection;
export function connectRedis(address: RedisAddress, ca?: string): RedisConnection {
  const redis = typeof address === 'string' ? oneServer(address, ca) : amongSeveral(address, ca);
  // Without a listener ioredis prints every failed attempt. The commands that fail are rejected anyway.
  redis.on('error', () => undefined);
  return redis;
}

/**
 * Calls `tell` whenever a connection to a server in use is lost. The last writes of that server may be undone when it
 * returns, or when another one replaces it.
 */
export function whenLost(redis: RedisConnection, tell: () => void): void {
  redis.on('close', tell);
  if (!(redis instanceof Cluster)) return;
  // Start nodes that only served to discover the cluster were never in use.
  const watch = (node: Redis) => {
    if (node.status === 'ready') node.once('close', tell);
    else node.once('ready', () => node.once('close', tell));
  };
  redis.nodes().forEach(watch);
  redis.on('+node', watch);
}

/** Rejects unless Redis answers. In a cluster every master must answer, and must report all slots as served. */
export async function allAnswers(redis: RedisConnection): Promise<void> {
  if (redis instanceof Cluster) await wholeAnswers(redis);
  else await redis.ping();
}

async function wholeAnswers(cluster: Cluster): Promise<void> {
  if (cluster.status !== 'ready') throw new Error('no node of the cluster can be reached');
  try {
    const told = await Promise.all(cluster.nodes('master').map((node) => node.cluster('INFO')));
    const isWhole = (info: unknown) => /^cluster_slots_ok:16384\s*$/m.test(String(info));
    if (told.length === 0 || !told.every(isWhole)) throw new Error('a part of the cluster is away');
  } catch (error) {
    // Learns the current masters for the next check.
    cluster.refreshSlotsCache();
    throw error;
  }
}

function oneServer(url: string, ca: string | undefined): Redis {
  const tls = ca === undefined ? {} : { tls: { ca } };
  return new Redis(url, {
    ...together,
    ...patience,
    ...tls,
    keyPrefix,
    enableOfflineQueue: false,
    retryStrategy,
  });
}

function amongSeveral(address: Exclude<RedisAddress, string>, ca: string | undefined): RedisConnection {
  const { username, password } = address;
  const access = { ...(username !== undefined && { username }), ...(password !== undefined && { password }) };
  const tls = address.tls || ca !== undefined ? { tls: ca === undefined ? {} : { ca } } : {};
  const options = { ...together, ...patience, ...access, ...tls };
  return address.kind === 'sentinel' ? behindSentinels(address, options) : inCluster(address, options);
}

interface NodeOptions {
  readonly commandTimeout: number;
  readonly tls?: { readonly ca?: string };
}

function behindSentinels(address: BehindSentinels, { tls, ...options }: NodeOptions): Redis {
  const { sentinels, master: name, database: db, sentinelUsername, sentinelPassword } = address;
  const redis = new Redis({
    ...options,
    ...(tls && { tls, sentinelTLS: tls, enableTLSForSentinelMode: true }),
    ...(sentinelUsername !== undefined && { sentinelUsername }),
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    sentinels: [...sentinels],
    name,
    db,
    keyPrefix,
    enableOfflineQueue: false,
    retryStrategy,
    sentinelCommandTimeout: patience.commandTimeout,
  });
  const watch = {
    ...(sentinelUsername !== undefined && { username: sentinelUsername }),
    ...(sentinelPassword !== undefined && { password: sentinelPassword }),
    ...(tls && { tls }),
    connectTimeout: patience.connectTimeout,
    // Sentinels send nothing for years; the subscription waits for as long as it takes.
    maxRetriesPerRequest: null,
    retryStrategy,
  };
  followMaster(
    redis,
    name,
    sentinels.map((node) => new Redis({ ...node, ...watch })),
  );
  return redis;
}

function inCluster({ nodes }: InCluster, redisOptions: NodeOptions): Cluster {
  return new Cluster([...nodes], {
    redisOptions,
    keyPrefix,
    // Each node is connected on first use, and commands wait for that.
    enableOfflineQueue: true,
    clusterRetryStrategy: retryStrategy,
    // Keeps host names, because certificates are issued for them.
    dnsLookup: (host, found) => found(null, host),
  });
}
