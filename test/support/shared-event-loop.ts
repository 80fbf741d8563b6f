import { EventLoop } from '../../src/interface/kernel/app/event-loop.js';

/**
 * Measures nothing: the service shares the event loop with its test, and must not take the work of the test for an
 * overload of its own.
 */
export class SharedEventLoop extends EventLoop {
  override measure(): void {
    // The loop stays idle.
  }
}
