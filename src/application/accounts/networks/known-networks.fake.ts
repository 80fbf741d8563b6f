import type { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { KnownNetworks } from './known-networks.js';

interface Seen {
  readonly patronId: number;
  readonly network: string;
  readonly at: Date;
}

/** Known networks in memory. */
export class FakeKnownNetworks implements KnownNetworks {
  seen: readonly Seen[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  isKnown(patronId: number | undefined, network: string, since: Date): Promise<boolean> {
    const isIt = (each: Seen) => each.patronId === patronId && each.network === network && each.at > since;
    return Promise.resolve(this.seen.some(isIt));
  }

  add(patronId: number, network: string, at: Date): Promise<void> {
    const others = this.seen.filter((each) => each.patronId !== patronId || each.network !== network);
    this.#replace([...others, { patronId, network, at }]);
    return Promise.resolve();
  }

  removeUnseen(before: Date, limit: number): Promise<number> {
    const old = new Set(this.seen.filter(({ at }) => at <= before).slice(0, limit));
    this.#replace(this.seen.filter((each) => !old.has(each)));
    return Promise.resolve(old.size);
  }

  forget(patronId: number): Promise<void> {
    this.#replace(this.seen.filter((each) => each.patronId !== patronId));
    return Promise.resolve();
  }

  #replace(seen: readonly Seen[]): void {
    const before = this.seen;
    this.seen = seen;
    this.work.write(() => (this.seen = before));
  }
}
