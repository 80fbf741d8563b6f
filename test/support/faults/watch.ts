import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { Answer } from '../api-client.js';

/** Records every call. */
export class Watch {
  /** All calls so far, in the order of their ends. */
  readonly calls: { readonly ms: number }[] = [];

  async time(call: () => Promise<Answer>): Promise<void> {
    const start = performance.now();
    const { status, body } = await call();
    this.calls.push({ ms: performance.now() - start });
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  }

  /** Lets calls run for so many milliseconds, and checks that they do. */
  async during(ms: number): Promise<void> {
    const before = this.calls.length;
    await sleep(ms);
    expect(this.calls.length - before, 'calls meanwhile').to.be.greaterThan(20);
  }
}
