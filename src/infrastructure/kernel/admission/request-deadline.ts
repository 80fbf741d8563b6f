import { AsyncLocalStorage } from 'node:async_hooks';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { Waiting, Workload } from '../../../application/kernel/request/workload.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AdmissionQueue, type AdmissionSettings } from './admission-queue.js';

/** Of the 3 s that a request may take, what is left for the way out, too. In milliseconds of the monotonic clock. */
const withinMs = 2_750;

/**
 * The deadline of each request, and its slot at the database.
 *
 * A slot is for the whole request and not for one statement: else those who have done half of their work would wait
 * among those who come anew, and most of what is begun under overload would never be finished.
 */
export class RequestDeadline implements Workload {
  readonly #requests = new AsyncLocalStorage<Request>();
  readonly #queue: AdmissionQueue;
  #onLate: () => void = () => undefined;

  constructor(turns: AdmissionSettings) {
    this.#queue = new AdmissionQueue(turns);
  }

  run<T>(waiting: Waiting, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const request = new Request(this.#queue, waiting, () => {
        reject(new Refusal(unavailable));
        this.#onLate();
      });
      const done = this.#requests.run(request, work);
      void done.finally(() => request.end()).then(resolve, reject);
    });
  }

  async pauseDeadline<T>(work: () => Promise<T>): Promise<T> {
    const request = this.#requests.getStore();
    request?.pause();
    try {
      return await work();
    } finally {
      request?.resume();
    }
  }

  isFull(): boolean {
    return this.#queue.isFull;
  }

  /** Milliseconds that the running request has left; undefined outside of requests, where nobody waits. */
  leftMs(): number | undefined {
    return this.#requests.getStore()?.leftMs();
  }

  /** Has something done whenever the time of a request is over. */
  whenLate(act: () => void): void {
    this.#onLate = act;
  }

  /**
   * Waits for the slot of the running request, which it keeps to its end. Does nothing outside of requests.
   * @throws Refusal `kernel.unavailable` when too many wait, the time is over, or nobody waits for the answer any more
   */
  async acquireSlot(): Promise<void> {
    await this.#requests.getStore()?.acquireSlot();
  }
}

class Request {
  #until = performance.now() + withinMs;
  #pausedAt = 0;
  #timer = setTimeout(() => this.#giveUp(), withinMs);
  #slot: Promise<void> | undefined;
  #isInside = false;
  #wasInside = false;
  #isOver = false;

  constructor(
    private readonly queue: AdmissionQueue,
    private readonly waiting: Waiting,
    private readonly giveUp: () => void,
  ) {}

  leftMs(): number {
    return this.#until - performance.now();
  }

  pause(): void {
    this.#pausedAt = performance.now();
    this.#stop();
  }

  resume(): void {
    if (this.#isOver) return;
    this.#until += performance.now() - this.#pausedAt;
    this.#timer = setTimeout(() => this.#giveUp(), this.leftMs());
  }

  end(): void {
    this.#isOver = true;
    this.#stop();
  }

  async acquireSlot(): Promise<void> {
    await (this.#slot ??= this.#enter());
    if (this.leftMs() <= 0 || this.waiting.isGone()) throw new Refusal(unavailable);
  }

  #giveUp(): void {
    this.end();
    this.giveUp();
  }

  async #enter(): Promise<void> {
    if (this.#isOver) return;
    await this.queue.enter(this.#wasInside);
    this.#isInside = this.#wasInside = true;
    // It may have ended while a part of it still waited.
    if (this.#isOver) this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    if (this.#isInside) this.queue.leave();
    this.#isInside = false;
    this.#slot = undefined;
  }
}
