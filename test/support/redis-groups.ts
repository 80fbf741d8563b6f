import { Redis } from 'ioredis';

import { freePort, installed, startRedis, type PrivateServer, type StartedRedis } from './redis.js';
import { until } from './until.js';

/** Several servers that form one Redis. */
export interface RedisGroup {
  /** For `REDIS_URL`. */
  readonly url: string;
  /** The server that holds the cache. Only valid while all of them run. */
  master(): Promise<PrivateServer>;
  /** Whether every server is back, and every master has its replica. */
  isWhole(): Promise<boolean>;
  /** The Sentinels, if there are any. */
  readonly watchers: readonly StartedRedis[];
  stop(): Promise<void>;
}

const slots = 16_384;

/** Sentinels that notice that the machine stood still for two seconds do nothing for the next thirty. */
const patienceMs = 50_000;

/** The key of the cache, as it is in Redis. */
const everything = 'shelflife:{cache}tag:*';

/**
 * Three masters that share the keys, each with a replica. A lost master is replaced after about two seconds.
 * Undefined without Redis, see `privateRedis`.
 */
export async function redisCluster(): Promise<RedisGroup | undefined> {
  if (!installed()) return undefined;
  const servers: StartedRedis[] = [];
  for (let i = 0; i < 6; i++) servers.push(await startNode());
  const [first, ...others] = servers as [StartedRedis, ...StartedRedis[]];
  const masters = servers.slice(0, 3);
  for (const [at, master] of masters.entries())
    await ask(master, async (redis) => {
      await redis.cluster('SET-CONFIG-EPOCH', at + 1);
      await redis.cluster(
        'ADDSLOTS',
        ...range(Math.ceil((slots / 3) * at), Math.ceil((slots / 3) * (at + 1))),
      );
    });
  for (const { port } of others) await ask(first, (redis) => redis.cluster('MEET', '127.0.0.1', port));
  await until(async () => (await Promise.all(servers.map(stateOf))).every(isJoined), patienceMs);
  for (const [at, replica] of servers.slice(3).entries()) {
    const id = await ask(masters[at] ?? first, (redis) => redis.cluster('MYID'));
    await ask(replica, (redis) => redis.cluster('REPLICATE', id));
  }
  const isWhole = async (): Promise<boolean> => {
    const states = await Promise.all(servers.map(stateOf));
    return states.every(isJoined) && states.filter(({ replicas }) => replicas === 1).length === 3;
  };
  await until(isWhole, patienceMs);
  return {
    url: `redis+cluster://${servers.map(({ port }) => `localhost:${port}`).join()}`,
    master: async () => holder(servers, await ask(first, ownerOfCache)),
    isWhole,
    watchers: [],
    stop: () => stopAll(servers),
  };
}

/** A master, its replica, and three Sentinels, which promote the replica after a second or two. */
export async function redisWithSentinels(): Promise<RedisGroup | undefined> {
  if (!installed()) return undefined;
  const master = await startRedis({ port: await freePort() });
  const settings = ['--replicaof', `127.0.0.1 ${master.port}`, '--repl-diskless-sync-delay', '0'];
  const replica = await startRedis({ port: await freePort(), settings });
  const watch = [
    `sentinel monitor mymaster 127.0.0.1 ${master.port} 2`,
    'sentinel down-after-milliseconds mymaster 500',
    'sentinel failover-timeout mymaster 3000',
  ];
  const watchers: StartedRedis[] = [];
  for (let i = 0; i < 3; i++) watchers.push(await startRedis({ port: await freePort(), sentinel: watch }));
  const [first] = watchers as [StartedRedis];
  const servers = [master, replica];
  const isWhole = async (): Promise<boolean> => {
    const roles = await Promise.all(servers.map(roleOf));
    return roles.toSorted().join() === 'linked replica,master' && knownTo(watchers);
  };
  await until(isWhole, patienceMs);
  return {
    url: `redis+sentinel://${watchers.map(({ port }) => `127.0.0.1:${port}`).join()}/mymaster`,
    master: async () => holder(servers, await ask(first, masterOf)),
    isWhole,
    watchers,
    stop: () => stopAll([...watchers, ...servers]),
  };
}

/** The cluster bus port, 10,000 above the first, must be a valid port too. */
async function startNode(): Promise<StartedRedis> {
  let port = await freePort();
  while (port > 55_000) port = await freePort();
  const cluster = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '1000'];
  return startRedis({ port, settings: [...cluster, '--repl-diskless-sync-delay', '0'] });
}

interface NodeState {
  readonly nodes: number;
  readonly covered: number;
  readonly replicas: number;
}

function stateOf(server: StartedRedis): Promise<NodeState> {
  return ask(server, async (redis) => {
    const told = `${await redis.cluster('INFO')}${await redis.info('replication')}`;
    const count = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(told)?.[1]);
    return {
      nodes: count('cluster_known_nodes'),
      covered: told.includes('cluster_state:ok') ? count('cluster_slots_ok') : 0,
      replicas: /slave0:.*state=online/.test(told) ? count('connected_slaves') : 0,
    };
  });
}

const isJoined = ({ nodes, covered }: NodeState): boolean => nodes === 6 && covered === slots;

async function knownTo(sentinels: readonly StartedRedis[]): Promise<boolean> {
  const known = sentinels.map((sentinel) =>
    ask(sentinel, async (redis) => {
      const told = (await redis.call('SENTINEL', 'MASTER', 'mymaster')) as string[];
      const value = (name: string): string | undefined => told[told.indexOf(name) + 1];
      return (
        value('num-slaves') === '1' && value('num-other-sentinels') === '2' && value('flags') === 'master'
      );
    }),
  );
  return (await Promise.all(known)).every(Boolean);
}

function roleOf(server: StartedRedis): Promise<string> {
  return ask(server, async (redis) => {
    const told = await redis.info('replication');
    if (told.includes('role:master')) return 'master';
    return told.includes('master_link_status:up') ? 'linked replica' : 'replica';
  });
}

async function masterOf(sentinel: Redis): Promise<number> {
  const [, port] = (await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'mymaster')) as string[];
  return Number(port);
}

async function ownerOfCache(node: Redis): Promise<number> {
  const slot = await node.cluster('KEYSLOT', everything);
  const ranges = await node.cluster('SLOTS');
  return ranges.find(([from, to]) => from <= slot && slot <= to)?.[2]?.[1] ?? 0;
}

function holder(servers: readonly StartedRedis[], port: number): StartedRedis {
  const found = servers.find((server) => server.port === port);
  if (!found) throw new Error(`None of the servers listens on ${port}.`);
  return found;
}

async function ask<T>({ port }: StartedRedis, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(port, '127.0.0.1');
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

async function stopAll(servers: readonly StartedRedis[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
