import type { Secrets } from './secrets.js';

/** Predictable secrets: they are numbered. */
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
