import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './processes/orders.js';

/** A process of the demo. */
export class Player {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts it, and waits until it is ready. Its errors appear beside the output of the demo. */
  static async start(
    name: 'web' | 'worker',
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<{ readonly player: Player; readonly port: number }> {
    const program = fileURLToPath(new URL(`processes/${name}.js`, import.meta.url));
    const { PATH = '', HOME = '' } = process.env;
    const child = fork(program, args, { env: { PATH, HOME, ...env }, execArgv: ['--enable-source-maps'] });
    const player = new Player(name, child);
    const { port = 0 } = await player.report();
    return { player, port };
  }

  /** @throws Error if it fails, or has ended */
  async obey(order: Order): Promise<void> {
    const report = this.report();
    this.child.send(order);
    await report;
  }

  /** Ends it as a deployment does, after its last request or job. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    if (this.child.connected) this.child.disconnect();
    await ended;
  }

  private async report(): Promise<Report> {
    const stop = new AbortController();
    const { signal } = stop;
    const ended = once(this.child, 'exit', { signal }).then(() => {
      throw new Error(`The ${this.name} process has ended.`);
    });
    try {
      const [report] = (await Promise.race([once(this.child, 'message', { signal }), ended])) as [Report];
      if (report.fault !== undefined) throw new Error(`The ${this.name} process: ${report.fault}`);
      return report;
    } finally {
      stop.abort();
      ended.catch(() => undefined);
    }
  }
}
