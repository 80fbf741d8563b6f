import { AsyncLocalStorage } from 'node:async_hooks';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { Waiting, Workload } from '../../../application/kernel/request/workload.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AdmissionQueue, type AdmissionSettings } from './admission-queue.js';

/**
 * The part of the 3 s of a request after which work stops, so that the answer is still in time. In milliseconds of the
 * monotonic clock.
 */
const withinMs = 2_750;

/**
 * The deadline of each request, and its slot for the database.
 *
 * A slot is for the whole request, not for one statement. Otherwise requests that are half done would wait among new
 * ones, and under overload most requests would never finish.
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

  withoutSlot<T>(work: () => Promise<T>): Promise<T> {
    this.#requests.getStore()?.leaveSlot();
    return work();
  }

  isFull(): boolean {
    return this.#queue.isFull;
  }

  /** Milliseconds that the running request has left; undefined outside of requests, which have no deadline. */
  leftMs(): number | undefined {
    return this.#requests.getStore()?.leftMs();
  }

  /** Calls `act` whenever a request runs out of time. */
  whenLate(act: () => void): void {
    this.#onLate = act;
  }

  /**
   * Waits for the slot of the running request, which keeps it to its end. Does nothing outside of requests.
   * @throws Refusal `kernel.unavailable` when too many wait, the time is over, or the client is gone
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

  /** Does nothing while it still waits for a slot. */
  leaveSlot(): void {
    if (!this.#isInside) return;
    this.queue.leave();
    this.#isInside = false;
    this.#slot = undefined;
  }

  #giveUp(): void {
    this.end();
    this.giveUp();
  }

  async #enter(): Promise<void> {
    if (this.#isOver) return;
    await this.queue.enter(this.#wasInside);
    this.#isInside = this.#wasInside = true;
    // The request may have ended while a part of it still waited.
    if (this.#isOver) this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.leaveSlot();
    this.#slot = undefined;
  }
}
