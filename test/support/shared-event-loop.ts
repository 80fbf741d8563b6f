import { EventLoop } from '../../src/interface/kernel/app/event-loop.js';

/** The service shares the event loop with its test. It must not take the work of the test for an overload of its own. */
export class SharedEventLoop extends EventLoop {
  override get isStalled(): boolean {
    return false;
  }
}
