import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { JwtTokens } from '../../../src/infrastructure/accounts/jwt-tokens.js';
import { SystemClock } from '../../../src/infrastructure/kernel/runtime/system-clock.js';
import { logIn } from '../ask.js';
import { flush, privateRedis } from '../redis.js';
import { ownSecret, startDeployed, type ServiceProcess } from '../service-process.js';
import type { Library } from './clients.js';
import type { Effect } from './history.js';
import { fakedClock, type FakedClock } from './faked-clock.js';
import { Onlooker } from './onlooker.js';
import { addPairs, type Pair } from './pairs.js';
import { privatePostgres, type PrivatePostgres } from './private-postgres.js';
import { TcpProxy } from './tcp-proxy.js';

type Redis = NonNullable<Awaited<ReturnType<typeof privateRedis>>>;

const misfortunes = [
  'an instance killed',
  'an instance frozen for 1 s',
  'PostgreSQL restarted at once',
  'PostgreSQL restarted in order',
  'all connections to PostgreSQL reset',
  'PostgreSQL in a black hole for 1 s',
  'Redis killed',
  'Redis frozen for 1 s',
  'Redis flushed',
  'PostgreSQL read-only for 1 s',
  'PostgreSQL with 50 ms more latency for 1 s',
  'all loans locked for 1 s',
  'the clock of an instance an hour back for 1 s',
] as const;
export type Misfortune = (typeof misfortunes)[number];

/** Rounds of all faults in a random order, always the same for the same seed. */
export function misfortunesOf(seed: number): Misfortune[] {
  const round = fc.shuffledSubarray([...misfortunes], { minLength: misfortunes.length });
  return fc.sample(round, { seed, numRuns: 100 }).flat();
}

/** Two instances of the service on a PostgreSQL and a Redis of their own, with fault injection on all of them. */
export class FaultyLibrary implements Library {
  private victim = 0;
  private readonly of: Readonly<Record<Misfortune, () => Promise<unknown> | void>> = {
    'an instance killed': () => this.replaceOne(),
    'an instance frozen for 1 s': () => this.freezeOne(),
    'PostgreSQL restarted at once': () => this.restartPostgres('immediate'),
    'PostgreSQL restarted in order': () => this.restartPostgres('fast'),
    'all connections to PostgreSQL reset': () => this.proxy.reset(),
    'PostgreSQL in a black hole for 1 s': () => this.weather(() => this.proxy.blackHole()),
    'PostgreSQL with 50 ms more latency for 1 s': () => this.weather(() => this.proxy.delay(50)),
    'PostgreSQL read-only for 1 s': () => this.between(this.readOnly('on'), this.readOnly('off')),
    'all loans locked for 1 s': () =>
      this.between(['begin', 'lock table loan in share row exclusive mode'], ['rollback']),
    'Redis killed': () =>
      forASecond(
        () => this.redis.server.kill(),
        () => this.redis.server.restart(),
      ),
    'Redis frozen for 1 s': () =>
      forASecond(
        () => this.redis.server.freeze(),
        () => this.redis.server.thaw(),
      ),
    'Redis flushed': () => flush(this.redis.url),
    'the clock of an instance an hour back for 1 s': () =>
      forASecond(
        () => this.clock?.jump(-3_600),
        () => this.clock?.jump(0),
      ),
  };
  private readonly tokens = new JwtTokens([ownSecret], new SystemClock());

  private constructor(
    readonly pairs: readonly Pair[],
    readonly desk: string,
    readonly postgres: PrivatePostgres,
    private readonly proxy: TcpProxy,
    private readonly redis: Redis,
    private readonly instances: ServiceProcess[],
    /** The clock of the first instance; undefined where no clock can be set: then this fault is left out. */
    private readonly clock: FakedClock | undefined,
  ) {}

  /** @param copies the number of books with one copy each, and of patrons */
  static async open(copies: number): Promise<FaultyLibrary | undefined> {
    const redis = await privateRedis();
    if (!redis) return undefined;
    const postgres = await privatePostgres();
    const proxy = await (await TcpProxy.to(postgres.url)).open();
    const [clock, env] = [await fakedClock(), { REDIS_URL: redis.url }];
    const instances = await Promise.all([
      startDeployed(proxy.url, { ...env, ...clock?.env }),
      startDeployed(proxy.url, env),
    ]);
    const [pairs, desk] = [await addPairs(postgres.url, copies), await logIn(instances[0].url)];
    return new FaultyLibrary(pairs, desk, postgres, proxy, redis, instances, clock);
  }

  tokenOf({ patron }: Pair): string {
    return this.tokens.issue({ patronId: patron, role: 'patron', generation: 1 }, 3_600).token;
  }

  urls(): readonly string[] {
    return this.instances.map(({ url }) => url);
  }

  /** Resolves when the fault is over. The service may need more time to recover. */
  async suffer(misfortune: Misfortune): Promise<void> {
    await this.of[misfortune]();
  }

  /** The effects in the database on all loans that were made by requests. */
  async effects(): Promise<Effect[]> {
    const onlooker = await Onlooker.of(this.postgres.url);
    const rows = await onlooker.rows<Effect>(
      `select action, loan.id::int as loan, copy_id::int as copy, patron_id::int as patron, request_id as request
       from audit_event join loan on subject_id = loan.id
       where subject_type = 'loan' and request_id is not null order by audit_event.id`,
    );
    await onlooker.leave();
    return rows;
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.postgres.remove();
    await this.redis.stop();
    await this.clock?.remove();
  }

  private async replaceOne(): Promise<void> {
    const index = this.victim++ % 2;
    this.instances[index]?.signal('SIGKILL');
    const env = index === 0 ? this.clock?.env : {};
    this.instances[index] = await startDeployed(this.proxy.url, { REDIS_URL: this.redis.url, ...env });
  }

  private freezeOne(): Promise<void> {
    const one = this.instances[this.victim++ % 2];
    return forASecond(
      () => one?.signal('SIGSTOP'),
      () => one?.signal('SIGCONT'),
    );
  }

  private weather(begin: () => void): Promise<void> {
    return forASecond(begin, () => this.proxy.clear());
  }

  /** Runs statements on a connection of its own, and after a second the statements that undo them. */
  private async between(begin: readonly string[], end: readonly string[]): Promise<void> {
    const onlooker = await Onlooker.of(this.postgres.url);
    const all = async (statements: readonly string[]) => {
      for (const statement of statements) await onlooker.rows(statement);
    };
    await forASecond(
      () => all(begin),
      () => all(end),
    );
    await onlooker.leave();
  }

  /** Applies to new connections, so all connections are closed. */
  private readOnly(state: 'on' | 'off'): string[] {
    const name = new URL(this.postgres.url).pathname.slice(1);
    return [
      `alter database "${name}" set default_transaction_read_only = ${state}`,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'shelflife'`,
    ];
  }

  private async restartPostgres(mode: 'fast' | 'immediate'): Promise<void> {
    await this.postgres.stop(mode);
    await this.postgres.start();
  }
}

async function forASecond(begin: () => unknown, end: () => unknown): Promise<void> {
  await begin();
  await pause(1_000);
  await end();
}
