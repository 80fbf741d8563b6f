import { AsyncLocalStorage } from 'node:async_hooks';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { Waiting, Workload } from '../../../application/kernel/request/workload.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AdmissionQueue, type AdmissionSettings } from './admission-queue.js';

/** Of the 3 s that a request may take, what is left for the way out, too. In milliseconds of the monotonic clock. */
const withinMs = 2_750;

/**
 * The time of each request and its turn at the database.
 *
 * A turn is for the whole request and not for one statement: else those who have done half of their work would wait
 * among those who come anew, and most of what is begun under overload would never be finished.
 */
export class RequestDeadline implements Workload {
  readonly #requests = new AsyncLocalStorage<Request>();
  readonly #turnstile: AdmissionQueue;
  #onLate: () => void = () => undefined;

  constructor(turns: AdmissionSettings) {
    this.#turnstile = new AdmissionQueue(turns);
  }

  run<T>(waiting: Waiting, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const request = new Request(this.#turnstile, waiting, () => {
        end(reject)(new Refusal(unavailable));
        this.#onLate();
      });
      const end = <R>(settle: (result: R) => void) => {
        return (result: R) => {
          request.end();
          settle(result);
        };
      };
      request.begin();
      this.#requests.run(request, work).then(end(resolve), end(reject));
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
    return this.#turnstile.isFull;
  }

  /** Milliseconds that the running request has left; undefined outside of requests, where nobody waits. */
  leftMs(): number | undefined {
    return this.#requests.getStore()?.leftMs();
  }

  /** Has something done whenever the time of a request is over. */
  whenLate(act: () => void): void {
    this.#onLate = act;
  }

  /** Has something done when the time of the running request is over, unless it is forgotten before. */
  whenOver(act: () => void): () => void {
    const acts = this.#requests.getStore()?.whenOver;
    acts?.add(act);
    return () => acts?.delete(act);
  }

  /**
   * Waits for the turn of the running request, which it keeps to its end. Does nothing outside of requests.
   * @throws Refusal `kernel.unavailable` when too many wait, the time is over, or nobody waits for the answer any more
   */
  async acquireSlot(): Promise<void> {
    await this.#requests.getStore()?.acquireSlot();
  }
}

class Request {
  readonly whenOver = new Set<() => void>();
  #until = 0;
  #pausedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #slot: Promise<void> | undefined;
  #isInside = false;
  #wasInside = false;
  #isOver = false;

  constructor(
    private readonly turnstile: AdmissionQueue,
    private readonly waiting: Waiting,
    private readonly giveUp: () => void,
  ) {}

  begin(): void {
    this.#until = performance.now() + withinMs;
    this.#timer = setTimeout(() => this.#giveUp(), withinMs);
  }

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
    this.giveUp();
    for (const act of this.whenOver) act();
  }

  async #enter(): Promise<void> {
    if (this.#isOver) return;
    await this.turnstile.enter(this.#wasInside);
    this.#isInside = this.#wasInside = true;
    // It may have ended while a part of it still waited.
    if (this.#isOver) this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    if (this.#isInside) this.turnstile.leave();
    this.#isInside = false;
    this.#slot = undefined;
  }
}
