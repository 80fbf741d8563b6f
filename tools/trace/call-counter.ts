import { Session } from 'node:inspector/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { callsIn, type Calls } from './calls.js';

/** After an answer the service still writes its log and counts. These turns of the event loop are counted too. */
const turnsAfterwards = 10;

/** The folder that `src` and `config` are compiled into. */
const root = new URL('../../', import.meta.url).href;

/** Counts calls of functions in this process, by V8's precise coverage. */
export class CallCounter {
  readonly #session = new Session();

  private constructor() {
    this.#session.connect();
  }

  /** Starts to count. V8 makes nothing inline from here on, so that each call is one. */
  static async start(): Promise<CallCounter> {
    const counter = new CallCounter();
    await counter.#session.post('Profiler.enable');
    await counter.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    return counter;
  }

  /** Does the work, and gives what it returned with all calls of functions meanwhile. */
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
