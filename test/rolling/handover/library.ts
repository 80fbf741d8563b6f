import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { letterIn, tokenIn, type Arrived } from '../../support/accounts/letters.js';
import { ask, type Question } from '../../support/ask.js';
import { run, type RealProcess } from '../../support/real-process.js';
import { launchWorker, startDeployed } from '../../support/service-process.js';
import type { SmtpServer } from '../../support/smtp.js';
import { until } from '../../support/until.js';
import type { Release } from '../previous-release.js';
import type { LibraryClock } from './clock.js';

/** What all releases of one library share. */
export interface Surroundings {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly smtp: SmtpServer;
  readonly clock: LibraryClock;
}

/** An answer with the expected status. */
export interface Answer {
  readonly headers: Readonly<Record<string, string | undefined>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- the answers of all operations are read
  readonly body: any;
}

/** A release in service, as its clients and its operator meet it. */
export class Library {
  private constructor(
    private readonly release: Release,
    private readonly around: Surroundings,
    private readonly url: string,
    private readonly processes: readonly RealProcess[],
  ) {}

  /** Starts the service of a release, and its worker, which sends the letters. */
  static async open(release: Release, around: Surroundings, hasWorker = true): Promise<Library> {
    const { databaseUrl, redisUrl, smtp, clock } = around;
    const env = {
      SMTP_URL: smtp.url,
      LIMIT_LOGIN: '5 per day',
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    };
    const program = (name: string) => programOf(release, name);
    // The worker has the true clock: what it removes is removed by the time at which it was given out.
    const workers = hasWorker ? [launchWorker(databaseUrl, env, program('worker'))] : [];
    const service = await startDeployed(databaseUrl, { ...env, ...clock.env }, program('main'));
    await Promise.all(workers.map((worker) => worker.says(/"working"/)));
    return new Library(release, around, service.url, [service, ...workers]);
  }

  /** Sends a request. @throws Error with the answer if it has another status */
  async call(
    method: NonNullable<Question['method']>,
    target: string,
    status: number,
    question: Question = {},
  ): Promise<Answer> {
    const { outcome, headers, text } = await ask(this.url + target, { ...question, method });
    if (outcome !== status)
      throw new Error(`${method} ${target}: ${outcome} instead of ${status}: ${text.slice(0, 300)}`);
    const isJson = headers['content-type']?.includes('json') === true && text !== '';
    return { headers: headers as Answer['headers'], body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  get clock(): LibraryClock {
    return this.around.clock;
  }

  /** The secret of the link in a letter to an address. */
  async linkTo(email: string, purpose: 'verify' | 'reset'): Promise<string> {
    await this.sendLetters();
    const { messages } = this.around.smtp;
    let found: Arrived | undefined;
    await until(async () => {
      const letters = await Promise.all(messages.map(letterIn));
      found = letters.find(({ to, link }) => to === email && link.includes(`/${purpose}?token=`));
      return found !== undefined;
    }, 20_000);
    return found?.token ?? '';
  }

  /** Invites an admin by the command line, with a link in a letter or on the terminal. Returns its secret. */
  async inviteAdmin(email: string, by: 'mail' | 'terminal'): Promise<string> {
    const { databaseUrl, smtp } = this.around;
    const mail = { SMTP_URL: smtp.url, PUBLIC_URL: 'https://library.example' };
    const env = { NODE_ENV: 'development', DATABASE_URL: databaseUrl, ...(by === 'mail' && mail) };
    const args = [programOf(this.release, 'cli'), 'create-admin', '--email', email];
    const { code, stdout, stderr } = await run(process.execPath, args, { cwd: tmpdir(), env }).ended;
    if (code !== 0) throw new Error(`create-admin failed:\n${stdout}${stderr}`);
    return by === 'mail' ? this.linkTo(email, 'reset') : tokenIn(/https?:\/\/\S+/.exec(stdout)?.[0] ?? '');
  }

  /** Ends its processes as the platform does. */
  async close(): Promise<void> {
    for (const each of this.processes) each.signal('SIGTERM');
    await Promise.all(this.processes.map(({ ended }) => ended));
  }

  /** Lets the worker send at once what it would send within a minute. */
  private async sendLetters(): Promise<void> {
    const client = new Client({ connectionString: this.around.databaseUrl });
    await client.connect();
    await client.query(
      `select graphile_worker.add_job('accounts.send_letters', job_key => 'accounts.send_letters')`,
    );
    await client.end();
  }
}

function programOf({ dist }: Release, name: string): string {
  return path.join(dist, 'src', `${name}.js`);
}
