import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/embedded-postgres/system.js';
import type { Stand } from './stand.js';

/** The storage of cached answers. */
export type CacheKind = 'none' | 'memory' | 'redis';

/** A program that does the work. */
export interface Program {
  readonly name: string;
  readonly title: string;
  /** The compiled file that Node runs. */
  readonly main: string;
  /** Its own Redis database: no program reads the keys of another. */
  readonly redisPart: number;
  /** Whether it has /v2, too. */
  readonly hasSecond?: boolean;
  /** Whether it has all features of Shelflife: the same headers, and the calls of each client counted. */
  readonly isComplete?: boolean;
}

/** The reference for all others. */
export const yardstick = 'by-hand';
export const shelflife = 'shelflife';
/** The program that the goals are measured against. */
export const rival = 'fastify-plugins';

const root = new URL('../../../', import.meta.url);
const compiled = (name: string) => fileURLToPath(new URL(`bench/dist/peers/${name}/main.js`, root));

export const programs: readonly Program[] = [
  { name: yardstick, title: 'by hand: node:http, pg', main: compiled(yardstick), redisPart: 1 },
  { name: 'fastify-pg', title: 'Fastify, pg', main: compiled('fastify-pg'), redisPart: 2 },
  {
    name: rival,
    title: 'Fastify, all plugins /v1',
    main: compiled(rival),
    redisPart: 6,
    hasSecond: true,
    isComplete: true,
  },
  { name: 'koa-mikro', title: 'Koa, MikroORM', main: compiled('koa-mikro'), redisPart: 3 },
  { name: 'nest-mikro', title: 'Nest, MikroORM', main: compiled('nest-mikro'), redisPart: 4 },
  {
    name: shelflife,
    title: 'Shelflife /v1',
    main: fileURLToPath(new URL('dist/src/main.js', root)),
    redisPart: 0,
    hasSecond: true,
    isComplete: true,
  },
];

/** The service at an earlier commit, if it is measured. */
export const earlier = { name: 'shelflife-earlier', redisPart: 5, isComplete: false } as const;

/** @throws Error when there is none */
export function programNamed(name: string): Program {
  const program = programs.find((each) => each.name === name);
  if (!program) throw new Error(`There is no program "${name}".`);
  return program;
}

/** Whether it is this service, at its current state or at an earlier commit. */
function isShelflife({ name }: Pick<Program, 'name'>): boolean {
  return name === shelflife || name === earlier.name;
}

export function isBuilt({ main }: Program): boolean {
  return existsSync(main);
}

/** The environment variables of a program. */
export async function environment(
  program: Program,
  stand: Stand,
  cache: CacheKind,
): Promise<Record<string, string>> {
  const redisUrl = `${stand.redisUrl}/${program.redisPart}`;
  const common = {
    NODE_ENV: 'production',
    PORT: String(await freePort(0)),
    DATABASE_URL: stand.databaseUrl,
    JWT_SECRET: stand.secret,
  };
  if (!isShelflife(program)) return { ...common, CACHE: cache, REDIS_URL: redisUrl };
  const limit = '10000000 per minute';
  return {
    ...common,
    STAFF_SECOND_FACTOR: 'optional',
    HOST: '127.0.0.1',
    METRICS_PORT: String(await freePort(0)),
    LOG_LEVEL: 'info',
    PUBLIC_URL: 'http://localhost',
    REGISTRATION: 'open',
    LIMIT_LOGIN: limit,
    LIMIT_ANONYMOUS: limit,
    LIMIT_SIGNED_IN: limit,
    ...(cache === 'redis' && { REDIS_URL: redisUrl }),
  };
}
