import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal } from '../../../domain/kernel/refusal.js';

export interface AdmissionSettings {
  /** How many are inside at a time. */
  readonly inside: number;
  /** How many wait outside at most, first come, first served. */
  readonly outside: number;
  /** How long each of them waits at most, in milliseconds. */
  readonly patienceMs: number;
}

/** Lets in so many at a time. Whoever would wait for too long, or among too many, is sent away. */
export class AdmissionQueue {
  #inside = 0;
  readonly #outside = new Set<() => void>();

  constructor(private readonly settings: AdmissionSettings) {}

  get isFull(): boolean {
    return this.#outside.size >= this.settings.outside;
  }

  /**
   * Resolves when there is room; `leave` must follow.
   * @param returning whether they have been inside before: they never wait
   * @throws Refusal `kernel.unavailable`
   */
  async enter(returning: boolean): Promise<void> {
    if (returning || this.#inside < this.settings.inside) this.#inside++;
    else if (this.isFull) throw new Refusal(unavailable);
    else await this.#wait();
  }

  leave(): void {
    this.#inside--;
    const [next] = this.#outside;
    if (next && this.#inside < this.settings.inside) {
      this.#inside++;
      next();
    }
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const come = () => {
        clearTimeout(timer);
        this.#outside.delete(come);
        resolve();
      };
      const giveUp = () => {
        this.#outside.delete(come);
        reject(new Refusal(unavailable));
      };
      const timer = setTimeout(giveUp, this.settings.patienceMs);
      this.#outside.add(come);
    });
  }
}
