/** One file, or several by their paths. */
type Files = string | Readonly<Record<string, string>>;

interface Plants {
  /** Code that must be reported, and the expected report. */
  readonly caught: readonly (readonly [Files, string])[];
  /** Similar code that is valid. */
  readonly free: readonly Files[];
}

/** Classes that extend one of a named package. */
export const bends: Plants = {
  caught: [
    ["import Koa from 'koa'; class Lean extends Koa {}", 'src/a.ts: Lean extends default of koa'],
    [
      "import { Redis as R } from 'ioredis'; class Ours extends R {}",
      'src/a.ts: Ours extends Redis of ioredis',
    ],
    [
      "import pg from 'pg'; class Bounded extends pg.Client {}",
      'src/a.ts: Bounded extends default.Client of pg',
    ],
    [
      "import * as pg from 'pg'; class Bounded extends pg.Client {}",
      'src/a.ts: Bounded extends Client of pg',
    ],
    [
      "import { EntityManager } from '@mikro-orm/postgresql'; export const Ours = class extends EntityManager {};",
      'src/a.ts: a class extends EntityManager of @mikro-orm/postgresql',
    ],
    [
      "import Router from '@koa/router'; const Base = Router; export default class extends Base {}",
      'src/a.ts: a class extends default of @koa/router',
    ],
    [
      "import pg from 'pg'; const { Pool } = pg; class Ours extends Pool {}",
      'src/a.ts: Ours extends default.Pool of pg',
    ],
    [
      "const { Client } = await import('pg'); class Ours extends Client {}",
      'src/a.ts: Ours extends Client of pg',
    ],
    ["const pg = require('pg'); class Ours extends pg.Client {}", 'src/a.ts: Ours extends Client of pg'],
    [
      "import type pg from 'pg'; export const made = (Client: typeof pg.Client) => class Ours extends Client {};",
      'src/a.ts: Ours extends default.Client of pg',
    ],
    [
      "import { Client } from 'pg'; import { mixed } from './b.js'; class Ours extends mixed(Client) {}",
      'src/a.ts: Ours extends Client of pg',
    ],
    [
      "import { ValidationError } from 'class-validator'; class Ours extends (ValidationError as any) {}",
      'src/a.ts: Ours extends ValidationError of class-validator',
    ],
    [
      {
        'src/a.ts': "export { Client as Base } from 'pg';",
        'src/b.ts': "import { Base } from './a.js'; class Ours extends Base {}",
      },
      'src/b.ts: Ours extends Client of pg',
    ],
    [
      {
        'src/a.ts': "export * from 'koa';",
        'src/b/c.ts': "import { Koa } from '../a.js'; class Ours extends Koa {}",
      },
      'src/b/c.ts: Ours extends Koa of koa',
    ],
    [
      {
        'src/b.ts': "import { Base } from './c.js'; class Ours extends Base {}",
        'src/c.ts': "import { Redis } from 'ioredis'; export const Base = Redis;",
      },
      'src/b.ts: Ours extends Redis of ioredis',
    ],
    [
      "import { Migration } from 'pg'; export class M extends Migration {}",
      'src/a.ts: M extends Migration of pg',
    ],
    [
      "import { Migrator } from '@mikro-orm/migrations'; export class M extends Migrator {}",
      'src/a.ts: M extends Migrator of @mikro-orm/migrations',
    ],
  ],
  free: [
    "import { Migration } from '@mikro-orm/migrations'; export class M extends Migration {}",
    "import { Seeder } from '@mikro-orm/seeder'; export class S extends Seeder {}",
    "import { Factory } from '@mikro-orm/seeder'; export class F extends Factory<Book> {}",
    "import { Client } from './client.js'; export class Bounded extends Client {}",
    "import type { Logger } from '@mikro-orm/core'; export class Teller implements Logger {}",
    "import { LRUCache } from 'lru-cache'; export class Held extends LRUCache<string, string> {}",
    "import { EventEmitter } from 'node:events'; export class Bus extends EventEmitter {}",
    "// class Lean extends Koa {}\nimport Koa from 'koa'; export const app = new Koa();",
    "import pg from 'pg'; export class Clients { constructor(private readonly client: pg.Client) {} }",
    {
      'src/a.ts': 'export class Client {}',
      'src/b.ts': "import { Client } from './a.js'; class C extends Client {}",
    },
  ],
};

/** Code that changes objects of packages, or reads parts that their types do not show. */
export const changes: Plants = {
  caught: [
    [
      "import Koa from 'koa'; Koa.prototype.callback = mine;",
      'src/a.ts: assigns to default.prototype.callback of koa',
    ],
    [
      "import { getMetadataStorage } from 'class-validator'; getMetadataStorage().getTargets = mine;",
      'src/a.ts: assigns to getMetadataStorage.getTargets of class-validator',
    ],
    [
      "import { getMetadataStorage as all } from 'class-validator'; const s = all(); s.get ??= mine;",
      'src/a.ts: assigns to getMetadataStorage.get of class-validator',
    ],
    [
      "import pg from 'pg'; pg.types.getTypeParser = mine;",
      'src/a.ts: assigns to default.types.getTypeParser of pg',
    ],
    ["import pg from 'pg'; delete pg.defaults.host;", 'src/a.ts: assigns to default.defaults.host of pg'],
    ["import pg from 'pg'; pg.defaults.poolSize++;", 'src/a.ts: assigns to default.defaults.poolSize of pg'],
    ["import pg from 'pg'; [pg.defaults.host] = hosts;", 'src/a.ts: assigns to default.defaults.host of pg'],
    [
      "import Koa from 'koa'; const app = new Koa(); app['respond'] = mine;",
      'src/a.ts: assigns to default.respond of koa',
    ],
    [
      "import Koa from 'koa'; const app = new Koa(); Object.assign(app.response, head);",
      'src/a.ts: changes default.response of koa by Object.assign',
    ],
    [
      "import Koa from 'koa'; Object.defineProperty(Koa.prototype, 'x', {});",
      'src/a.ts: changes default.prototype of koa by Object.defineProperty',
    ],
    [
      "import { Redis } from 'ioredis'; export function f(redis: Redis) { Reflect.set(redis, 'status', 'end'); }",
      'src/a.ts: changes Redis of ioredis by Reflect.set',
    ],
    [
      "import { Client } from 'pg'; class Ours { constructor() { this.#c = new Client(); this.#c.query = mine; } #c = new Client(); }",
      'src/a.ts: assigns to Client.query of pg',
    ],
    [
      "import type { Client } from 'pg'; class Ours { constructor(private readonly c: Client) { c.query = mine; } }",
      'src/a.ts: assigns to Client.query of pg',
    ],
    [
      "import type { Client } from 'pg'; class Ours { constructor(private readonly c: Client) {} f() { this.c.query = mine; } }",
      'src/a.ts: assigns to Client.query of pg',
    ],
    [
      "import type { Pool } from 'pg'; const f = async (pool: Pool) => { const c = await pool.connect(); c.query = mine; };",
      'src/a.ts: assigns to Pool.connect.query of pg',
    ],
    [
      "import type { Context } from 'koa'; export function reply({ response }: Context) { response.fields = {}; }",
      'src/a.ts: assigns to Context.fields of koa',
    ],
    [
      "import type { Middleware } from 'koa'; export function made(): Middleware { return (ctx) => { ctx.respond = false; }; }",
      'src/a.ts: assigns to given.respond of koa',
    ],
    [
      "import Koa from 'koa'; const app = new Koa(); app.use((ctx) => { ctx.params = {}; });",
      'src/a.ts: assigns to given.params of koa',
    ],
    [
      "import { Cluster } from 'ioredis'; const c = new Cluster([]); for (const node of c.nodes()) node.status = 'end';",
      'src/a.ts: assigns to Cluster.nodes.status of ioredis',
    ],
    [
      {
        'src/a.ts':
          "import type { Redis, Cluster } from 'ioredis'; export type Connection = Redis | Cluster;",
        'src/b.ts':
          "import type { Connection } from './a.js'; export const f = (c: Connection) => { c.get = mine; };",
      },
      'src/b.ts: assigns to Redis.get of ioredis',
    ],
    [
      {
        'src/a.ts':
          "import { Redis } from 'ioredis'; export function connect(): Redis { return new Redis(); }",
        'src/b.ts': "import { connect } from './a.js'; const redis = connect(); redis.get = mine;",
      },
      'src/b.ts: assigns to Redis.get of ioredis',
    ],
    [
      "import type { Client } from 'pg'; export const f = (c: Client) => (c as unknown as { connection: S }).connection;",
      'src/a.ts: casts Client of pg to another shape',
    ],
    [
      "import type { Client } from 'pg'; export const f = (c: Client) => { const inner = c as Client & { connection: S }; };",
      'src/a.ts: casts Client of pg to another shape',
    ],
    [
      "import Koa from 'koa'; const app = new Koa(); handle((app as any).middleware);",
      'src/a.ts: casts default of koa to another shape',
    ],
    [
      "import type { Context } from 'koa'; export const f = (own: Own) => page(own as unknown as Context);",
      'src/a.ts: passes something else for Context of koa',
    ],
    [
      "import pg from 'pg'; const c = new pg.Client(); c._queryQueue.pop();",
      'src/a.ts: reads default.Client._queryQueue of pg',
    ],
    [
      "import pg from 'pg'; const c = new pg.Client(); c['_ending']();",
      'src/a.ts: reads default.Client._ending of pg',
    ],
    [
      "import { Seeder } from '@mikro-orm/seeder'; class S extends Seeder { constructor() { this.call = mine; } }",
      'src/a.ts: replaces call of Seeder of @mikro-orm/seeder',
    ],
    [
      "import Koa from 'koa'; class Lean extends Koa { start() { Object.assign(this.response, head); } }",
      'src/a.ts: changes default.response of koa by Object.assign',
    ],
  ],
  free: [
    'const loan = new Loan(); loan.status = 1; Object.assign(loan, changes); delete loan.due;',
    "import { Loan } from './loan.js'; const loan = new Loan(); loan.closedAt = now;",
    "import type { Context } from 'koa'; export const f = (ctx: Context) => { ctx.body = ''; ctx.status = 204; ctx.type = 'json'; };",
    "import type { Context } from 'koa'; export const f = (ctx: Context) => { ctx.state.requestId = id; };",
    "import type { Context } from 'koa'; export const f = (ctx: Context) => ctx.state as { requestId: string };",
    "import Koa from 'koa'; const app = new Koa(); app.use((ctx) => { ctx.body = 'hello'; });",
    "import { EntityManager } from '@mikro-orm/postgresql'; export const f = async (em: EntityManager) => { const loan = await em.findOneOrFail(Loan, 1); loan.closedAt = now; };",
    "import { Redis } from 'ioredis'; class Store { #redis = new Redis(); use(redis: Redis) { this.#redis = redis; } }",
    "import { createServer } from 'node:http'; const server = createServer(); server.keepAliveTimeout = 95_000;",
    "import { version } from 'koa'; const rows = facets as unknown as Facets;",
    "import type { Client } from 'pg'; const options = { text: '' }; options.text = 'select 1';",
    "import { plainToInstance } from 'class-transformer'; const config = plainToInstance(Config, {}); config.name = 'test';",
    "import { Seeder } from '@mikro-orm/seeder'; class S extends Seeder { count = 0; run() { this.count = 1; } }",
    "// Koa.prototype.callback = mine\nimport Koa from 'koa'; const text = 'Koa.prototype.x = 1';",
    "import type { Client } from 'pg'; export const f = (c: Client) => c.query as unknown;",
    "import { version } from 'koa'; const list = { _first: 1 }; use(list._first);",
  ],
};
