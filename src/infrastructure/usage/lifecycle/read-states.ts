import type { KnownState, LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';
import type { Decisions } from '../../../application/usage/lifecycle/decisions.js';

const readEveryMs = 60_000;

/**
 * The decisions as this process has read them last: once a minute, and never for a request. While the database is away,
 * the last ones hold.
 */
export class ReadStates implements LifecycleStates {
  #known: ReadonlyMap<string, KnownState> = new Map();

  constructor(private readonly decisions: Decisions) {}

  of(lifecycleId: string): KnownState | undefined {
    return this.#known.get(lifecycleId);
  }

  /** Reads from now on. Returns a function that ends it. */
  begin(): () => void {
    const read = () => void this.read().catch(() => undefined);
    read();
    const timer = setInterval(read, readEveryMs).unref();
    return () => clearInterval(timer);
  }

  /** @throws Error while the database is away, which is noticed and reported elsewhere */
  async read(): Promise<void> {
    const all = await this.decisions.all();
    this.#known = new Map(all.map((each) => [each.lifecycleId, each]));
  }
}
