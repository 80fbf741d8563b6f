import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from './client.js';
import { borrower, librarian, reader, scanner, signIn, type Player } from './players.js';

const perSecond = 100;

/** One of so many requests is a loan or return; the others read. */
const loanEvery = 4;

/** Requests that are sent on schedule, whether earlier ones have been answered or not. */
export class Traffic {
  #stopped = false;
  readonly #idle: Player[];
  readonly #open = new Set<Promise<void>>();
  readonly #running: Promise<void>;

  private constructor(
    private readonly read: Player,
    players: readonly Player[],
  ) {
    this.#idle = [...players];
    this.#running = this.#run();
  }

  /** Signs in eight patrons and a librarian, then begins. */
  static async begin(client: Client): Promise<Traffic> {
    const desk = await signIn(client, 'librarian@example.org', 'librarian-demo-password');
    const players = [await librarian(client, desk)];
    for (const number of [1, 2, 3, 4]) {
      players.push(await borrower(client, desk, number), await scanner(client, desk, number));
    }
    return new Traffic(reader(client), players);
  }

  /** Resolves when the last answer has arrived. */
  async end(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await Promise.all(this.#open);
  }

  async #run(): Promise<void> {
    const start = performance.now();
    for (let count = 0; !this.#stopped; count++) {
      await wait(Math.max(0, start + (count * 1_000) / perSecond - performance.now()));
      this.#step(count);
    }
  }

  /** A player sends one request at a time; when all are busy a read is sent instead. */
  #step(count: number): void {
    const player = count % loanEvery === 0 ? this.#idle.shift() : undefined;
    const step = (player ?? this.read)().finally(() => {
      this.#open.delete(step);
      if (player) this.#idle.push(player);
    });
    this.#open.add(step);
  }
}
