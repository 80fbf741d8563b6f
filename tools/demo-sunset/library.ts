import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { createConfig } from '../../config/index.js';
import { AccountsSeeder } from '../../seeds/accounts.js';
import { CatalogueSeeder } from '../../seeds/catalogue.js';
import { plantPatrons, type PlannedPatron } from '../../seeds/accounts/plant-patrons.js';
import { withMigrations } from '../../src/composition/database/migrating.js';
import { plant } from '../../src/composition/database/seeding.js';
import { allJobs } from '../../src/composition/process/working.js';
import { ask, type Question, type Reply } from '../../test/support/ask.js';
import { startThrowAwayPostgres } from '../embedded-postgres/start-throw-away-postgres.js';
import { Player } from './player.js';

/** Where the mails for operators go. */
export const operators = 'operators@library.example';
const often = '1000000 per minute';
/** So long may a job of the worker take. */
const patienceMs = 30_000;

/** A library of the demo: PostgreSQL, a web process and a worker, all real, and one clock for both. */
export class Library {
  #now: Date;
  #web: Player | undefined;
  #worker: Player | undefined;
  #url = '';

  private constructor(
    private readonly env: Readonly<Record<string, string>>,
    private readonly database: Client,
    private readonly jobs: readonly string[],
    now: Date,
  ) {
    this.#now = now;
  }

  /** Creates a library with books, demo people, and some more. It goes with `held`. */
  static async create(
    held: AsyncDisposableStack,
    now: Date,
    smtpUrl: string,
    people: readonly PlannedPatron[],
  ): Promise<Library> {
    const postgres = await startThrowAwayPostgres();
    held.defer(() => postgres.leave());
    const config = createConfig('test', { databaseUrl: postgres.url });
    await withMigrations(config, (migrations) => migrations.up());
    await plant(config, now, async (em, context) => {
      await new AccountsSeeder().run(em, context);
      await new CatalogueSeeder().run(em, context);
      await plantPatrons(em, people);
    });
    const database = new Client({ connectionString: postgres.url });
    await database.connect();
    held.defer(() => database.end());
    // Of the others, none is about ends of life.
    const jobs = (await allJobs()).map(({ name }) => name).filter((name) => name.startsWith('usage.'));
    const env = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATABASE_URL: postgres.url,
      SMTP_URL: smtpUrl,
      PUBLIC_URL: 'https://library.example',
      LIBRARY_EMAIL: operators,
      LIMIT_SIGNED_IN: often,
      LIMIT_ANONYMOUS: often,
    };
    const library = new Library(env, database, jobs, now);
    held.defer(() => library.#endProcesses());
    return library;
  }

  get now(): Date {
    return this.#now;
  }

  /** Deploys a release: ends the processes of the one before, and starts new ones. */
  async deploy(release: 'without a deprecation' | 'with the deprecation'): Promise<void> {
    await this.#endProcesses();
    const args = [String(this.#now.getTime()), release];
    const [web, worker] = await Promise.all([
      Player.start('web', args, this.env),
      Player.start('worker', args, this.env),
    ]);
    [this.#web, this.#worker] = [web.player, worker.player];
    this.#url = `http://127.0.0.1:${web.port}`;
  }

  /**
   * Moves the clock of all processes. What was counted until now is written before; the jobs of the worker run after
   * it, in turn, and the web process reads what was decided.
   */
  async moveTo(moment: Date): Promise<void> {
    await this.#web?.obey({ name: 'catch up' });
    this.#now = moment;
    for (const each of [this.#web, this.#worker]) await each?.obey({ name: 'move', to: moment.getTime() });
    for (const job of this.jobs) await this.#run(job);
    await this.#web?.obey({ name: 'catch up' });
  }

  ask(path: string, question: Question = {}): Promise<Reply> {
    return ask(this.#url + path, question);
  }

  async rows<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(statement, [...values])).rows;
  }

  async #endProcesses(): Promise<void> {
    await Promise.all([this.#web?.end(), this.#worker?.end()]);
  }

  /**
   * Puts a job into the queue, as the schedule does, and waits until the worker has done it. One that the schedule has
   * put there at the same time may have taken a part of its work, so this waits for both.
   */
  async #run(job: string): Promise<void> {
    await this.rows('select graphile_worker.add_job($1, job_key => $1)', [job]);
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      const [left] = await this.rows<{ error: string | null }>(
        'select max(last_error) as error from graphile_worker.jobs where task_identifier = $1 having count(*) > 0',
        [job],
      );
      if (!left) return;
      if (left.error !== null) throw new Error(`${job} has failed: ${left.error}`);
      await wait(3);
    }
    throw new Error(`The worker has not done ${job}.`);
  }
}
