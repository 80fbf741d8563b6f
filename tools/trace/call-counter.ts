import { Session } from 'node:inspector/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { callsIn, type Calls } from './calls.js';

/**
 * After an answer the service still writes its log and updates metrics. These turns of the event loop are counted, too.
 */
const turnsAfterwards = 10;

/** The folder that `src` and `config` are compiled into. */
const root = new URL('../../', import.meta.url).href;

/** Counts function calls in this process, by V8's precise coverage. */
export class CallCounter {
  readonly #session = new Session();

  private constructor() {
    this.#session.connect();
  }

  /** Starts to count. From here on V8 inlines nothing, so that each call is counted. */
  static async start(): Promise<CallCounter> {
    const counter = new CallCounter();
    await counter.#session.post('Profiler.enable');
    await counter.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    return counter;
  }

  /** Runs the work, and returns its result with the function calls that it made. */
  async during<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly calls: Calls }> {
    await this.#session.post('Profiler.takePreciseCoverage');
    const result = await work();
    for (let turn = 0; turn < turnsAfterwards; turn++) await nextTurn();
    const { result: scripts } = await this.#session.post('Profiler.takePreciseCoverage');
    return { result, calls: callsIn(scripts, root) };
  }

  end(): void {
    this.#session.disconnect();
  }
}
