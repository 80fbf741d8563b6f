import type { ProcessEvents } from '../../application/kernel/process/process-events.js';
import { messageOf } from './message-of.js';

/** The platform kills a process 10 s after it asked it to stop. */
const patienceMs = 9_000;

type Facts = Readonly<Record<string, string | number>>;

/** A process from start to end: its resources, the reason of its end, and its log events. */
export class ProcessLife {
  /** Resources to release at the end, newest first, also when the start fails or is interrupted. */
  readonly held = new AsyncDisposableStack();
  readonly #asked = new AbortController();
  #events: ProcessEvents | undefined;

  /** Aborted when the process is asked to stop, or has crashed. */
  get stop(): AbortSignal {
    return this.#asked.signal;
  }

  /** Reports all events there from now on. Before, only errors are reported, on standard error. */
  tellTo(events: ProcessEvents): void {
    this.#events = events;
  }

  started(facts: Facts): void {
    this.#tell('started', { ...facts, seconds: seconds(performance.now()) });
  }

  /**
   * Runs the work, which goes on until `stop` or ends by itself. Then releases all resources, and exits with code 1 if
   * anything has failed. Operations that still hang, such as on a database that does not answer, end with the process.
   */
  async live(work: () => Promise<void>): Promise<never> {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.#end(signal));
    // Unhandled rejections arrive here, too. The platform starts another process.
    process.on('uncaughtException', (error) => this.#crash(error));
    await work().catch((error: unknown) => {
      if (!this.stop.aborted) fail(error);
    });
    const begun = performance.now();
    await this.held.disposeAsync().catch(fail);
    this.#tell('stopped', { reason: String(this.stop.reason), seconds: seconds(performance.now() - begun) });
    process.exit();
  }

  #crash(error: unknown): void {
    process.exitCode = 1;
    if (this.#events) this.#events.happened({ level: 'error', event: 'crashed', error });
    else fail(error);
    this.#end('crash');
  }

  /** Only the first reason counts. */
  #end(reason: string): void {
    if (this.stop.aborted) return;
    this.#tell('stopping', { reason });
    this.#asked.abort(reason);
    setTimeout(() => process.exit(), patienceMs).unref();
  }

  #tell(event: string, facts: Facts): void {
    this.#events?.happened({ level: 'info', event, facts });
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function fail(error: unknown): void {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
