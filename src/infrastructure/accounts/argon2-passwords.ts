import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../application/accounts/passwords.js';
import { unavailable } from '../../application/kernel/process/unavailable.js';
import { Refusal } from '../../domain/kernel/refusal.js';

/** Argon2id with OWASP's first recommendation: 19 MiB, two passes, one lane. It runs in Node's thread pool. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More hashes at a time would only make each slower and eat memory: as many as Node's thread pool has threads. */
const atOnce = 4;

/** About as many as are done in half a second. Whoever came behind them would wait for a good part of the time they have. */
const waitingAtMost = 40;

export class Argon2Passwords implements Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, cost));
  }

  async verify(password: string, known: string | null): Promise<boolean> {
    // Made once, and outside of the queue: a refusal would be kept for ever.
    this.decoy ??= hash('nobody has this password', cost);
    const against = known ?? (await this.decoy);
    const right = await this.inTurn(() => verify(against, password));
    return right && known !== null;
  }

  /** @throws Refusal `kernel.unavailable` when too many wait already */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
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
