import { hash, verify } from '@node-rs/argon2';
import type { PasswordHashes } from '../../application/accounts/credentials/password-hashes.js';
import { unavailable } from '../../application/kernel/process/unavailable.js';
import { Refusal } from '../../domain/kernel/refusal.js';

/** Argon2id with OWASP's first recommendation: 19 MiB, two passes, one lane. It runs in Node's thread pool. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes at a time: one for each thread of Node's thread pool. More would be slower each and need more memory. */
const atOnce = 4;

/** About as many as half a second serves. A longer queue would use up a large part of a request's time. */
const waitingAtMost = 40;

export class Argon2Passwords implements PasswordHashes {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  /** @param withoutSlot runs work for which the request needs no slot; outside of requests there is none */
  constructor(private readonly withoutSlot: <T>(work: () => Promise<T>) => Promise<T> = (work) => work()) {}

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, cost));
  }

  async verify(password: string, known: string | null): Promise<boolean> {
    // Computed once, outside of the queue: otherwise a refusal would be cached for ever.
    this.decoy ??= hash('nobody has this password', cost);
    // A stored text that is no hash fits no password: the account has none that can be tried.
    const isHash = known?.startsWith('$argon2') === true;
    const against = isHash ? known : await this.decoy;
    const right = await this.inTurn(() => verify(against, password));
    return right && isHash;
  }

  /** @throws Refusal `kernel.unavailable` when too many are waiting */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.withoutSlot(() => this.queued(work));
  }

  private async queued<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting.length >= waitingAtMost) throw new Refusal(unavailable);
    if (this.running >= atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
