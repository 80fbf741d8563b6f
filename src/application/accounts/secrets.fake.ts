import type { Secrets } from './secrets.js';

/** Predictable secrets: a counter. */
export class FakeSecrets implements Secrets {
  #made = 0;

  make(prefix: string): string {
    this.#made += 1;
    return `${prefix}_${this.#made}`;
  }

  hash(secret: string): string {
    return `hash of ${secret}`;
  }
}
