import { Cluster, Redis } from 'ioredis';

import { followMaster } from './sentinel-failover.js';

/** One server among several, and what each of them asks for. */
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

/** The URL of one server (`redis:` or, with TLS, `rediss:`), or where several are. */
export type RedisAddress = string | BehindSentinels | InCluster;

/** One server, whichever it is at present, or a cluster of them. */
export type RedisConnection = Redis | Cluster;

/** What is asked in one turn of the event loop goes out together. */
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
 * A connection to Redis (with TLS also when `ca` is given: certificates in PEM form, and only the servers that they
 * vouch for are believed), which it begins to make at once, in the background, and makes again for as long as it
 * takes; a Redis that is not there fails no start. Behind Sentinels it leads to the master, to the next one after a
 * failover.
 * A command is rejected at once while there is no connection (in a cluster: after a while), and after a second without
 * an answer; requests wait less, see {@link CircuitBreaker}. `disconnect()` closes it at once, for good, even when Redis
 * hangs.
 */
export function connectRedis(url: string, ca?: string): Redis;
export function connectRedis(address: RedisAddress, ca?: string): RedisConnection;
export function connectRedis(address: RedisAddress, ca?: string): RedisConnection {
  const redis = typeof address === 'string' ? oneServer(address, ca) : amongSeveral(address, ca);
  // Without a listener ioredis prints every failed attempt. Each command that suffers from it is rejected.
  redis.on('error', () => undefined);
  return redis;
}

/**
 * Tells whenever a server that was in use is not connected any more. What it did last may be undone when it comes back,
 * or when another one takes its place.
 */
export function whenLost(redis: RedisConnection, tell: () => void): void {
  redis.on('close', tell);
  if (!(redis instanceof Cluster)) return;
  // Those whose addresses were only good for asking where the others are have never been in use.
  const watch = (node: Redis) => {
    if (node.status === 'ready') node.once('close', tell);
    else node.once('ready', () => node.once('close', tell));
  };
  redis.nodes().forEach(watch);
  redis.on('+node', watch);
}

/** Rejected unless Redis answers: of a cluster every master, and each of them knows of all that there should be. */
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
    // For the next time: who are the masters now?
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
    // They say nothing for years, and are waited for as long as it takes.
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
    // Each node is connected when it is first needed; what is asked of it meanwhile has to wait.
    enableOfflineQueue: true,
    clusterRetryStrategy: retryStrategy,
    // Names stay names: certificates are issued for them.
    dnsLookup: (host, found) => found(null, host),
  });
}
