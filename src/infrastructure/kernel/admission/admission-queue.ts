import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal } from '../../../domain/kernel/refusal.js';

export interface AdmissionSettings {
  /** How many hold a slot at a time. */
  readonly inside: number;
  /** How many wait at most. They are served in the order of their arrival. */
  readonly outside: number;
  /** How long each waits at most, in milliseconds. */
  readonly patienceMs: number;
}

/** Gives out a limited number of slots. It refuses callers that would wait too long, or behind too many others. */
export class AdmissionQueue {
  #inside = 0;
  readonly #outside = new Set<() => void>();

  constructor(private readonly settings: AdmissionSettings) {}

  get isFull(): boolean {
    return this.#outside.size >= this.settings.outside;
  }

  /**
   * Resolves when a slot is free; `leave` must follow.
   * @param returning whether the caller had a slot before: it then never waits
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
