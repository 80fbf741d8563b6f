import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The web process as a child of this one. */
export class Service {
  #child: ChildProcess | undefined;

  /** @param databaseUrl where PostgreSQL runs for as long as this process, so that a restart need not start it */
  constructor(private readonly databaseUrl: string) {}

  async restart(): Promise<void> {
    await this.stop();
    const env = { ...process.env, DATABASE_URL: this.databaseUrl };
    const args = ['--enable-source-maps', 'dist/src/main.js'];
    const child = spawn(process.execPath, args, { env, stdio: 'inherit' });
    child.once('exit', () => {
      // Not stopped from here: the reason is on the terminal already.
      if (this.#child === child) print('The service has ended. It starts again after the next change.');
    });
    this.#child = child;
  }

  /** Asks the process to stop, and waits until it has. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
