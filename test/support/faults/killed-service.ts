import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ask, type Reply } from '../ask.js';
import { freshDatabase } from '../postgres.js';
import { endProcesses } from '../real-process.js';
import { startDeployed, type ServiceProcess } from '../service-process.js';

/** A deployed service on a seeded library, which is killed again and again. The next process is already there. */
export class KilledService {
  private constructor(
    readonly databaseUrl: string,
    /** A connection of the test's own. */
    readonly database: Client,
    private readonly starting: Promise<ServiceProcess>[],
  ) {}

  static async start(): Promise<KilledService> {
    const databaseUrl = await freshDatabase('seeded');
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    return new KilledService(
      databaseUrl,
      database,
      [1, 2].map(() => startDeployed(databaseUrl)),
    );
  }

  /** Ends all processes. */
  async stop(): Promise<void> {
    await this.database.end();
    await Promise.allSettled(this.starting);
    await endProcesses();
  }

  /** Sends a request to the process that is killed next. */
  async post(path: string, json: object, token?: string): Promise<Reply> {
    const { url } = await this.present();
    return ask(url + path, { method: 'POST', json, ...(token !== undefined && { token }) });
  }

  /** Kills the process that answers now, with SIGKILL, after some milliseconds. */
  async kill(afterMs: number): Promise<void> {
    const victim = await this.present();
    await sleep(afterMs);
    victim.signal('SIGKILL');
    void this.starting.shift();
    this.starting.push(startDeployed(this.databaseUrl));
  }

  /** Waits for a transaction of the killed process that may still be running for this account. */
  async settled(email: string): Promise<void> {
    await this.database.query('select 1 from patron where email = $1 for update', [email]);
  }

  private async present(): Promise<ServiceProcess> {
    return (await this.starting[0]) as ServiceProcess;
  }
}

/** A moment for each kill: later when the last one came before the answer, earlier when it came after it. */
export class KillMoment {
  #spanMs: number;

  constructor(spanMs: number) {
    this.#spanMs = spanMs;
  }

  next(): number {
    return Math.random() * this.#spanMs;
  }

  learn(isAnswered: boolean): void {
    this.#spanMs *= isAnswered ? 0.75 : 1.3;
  }
}
