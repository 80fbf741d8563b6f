import type { Clock } from '../../kernel/clock.js';
import { Availability } from '../../kernel/process/availability.js';
import { toNobody, type ProcessEvents } from '../../kernel/process/process-events.js';
import type { ConsumerDirectory } from '../consumers/known-consumers.js';
import type { ConsumerFinder } from '../consumers/consumer-finder.js';
import type { UsageRecorder } from './usage-recorder.js';
import type { UsageLot, UsageStore } from './usage-store.js';

/** So that what was counted is there within 10 s, also where a write takes its time. */
const writeEveryMs = 8_000;
/** Counts in one transaction. */
const lot = 5_000;

/** Writes what a process has counted: every few seconds, and at its end. A database that is away gets it later. */
export class UsageWriter {
  readonly #away = new Availability('usage', 'warn');
  #events: ProcessEvents = toNobody;
  #running: Promise<void> | undefined;

  constructor(
    private readonly recorder: UsageRecorder,
    private readonly finder: ConsumerFinder,
    private readonly store: UsageStore,
    private readonly directory: ConsumerDirectory,
    private readonly clock: Clock,
  ) {}

  /** Writes from now on. Returns a function that writes the rest and ends it. */
  begin(events: ProcessEvents): () => Promise<void> {
    this.#events = events;
    this.#away.reportTo(events);
    this.recorder.whenFull(() => void this.write());
    void this.write();
    const timer = setInterval(() => void this.write(), writeEveryMs).unref();
    return async () => {
      clearInterval(timer);
      await this.#running;
      await this.write();
      this.reportLost(this.recorder.take());
    };
  }

  /** Writes what was counted until now. Never rejects: what cannot be written is counted further. */
  write(): Promise<void> {
    return (this.#running ??= this.writeNow().finally(() => (this.#running = undefined)));
  }

  private async writeNow(): Promise<void> {
    const { overflowed, ...taken } = this.recorder.take();
    if (overflowed > 0) this.tell('usage overflow', overflowed);
    let rest: UsageLot = taken;
    try {
      while (rest.counts.length > 0) {
        const [first, others] = splitAt(rest, lot);
        await this.store.add(first);
        rest = others;
      }
      this.finder.learn(await this.directory.read(this.clock.now().toISOString().slice(0, 10)));
      this.#away.markUp();
    } catch (error) {
      this.recorder.putBack(rest);
      this.#away.markDown(error);
    }
  }

  private reportLost({ counts }: UsageLot): void {
    const calls = counts.filter(({ element }) => element === '').reduce((sum, each) => sum + each.calls, 0);
    if (calls > 0) this.tell('usage lost', calls);
  }

  private tell(event: string, calls: number): void {
    this.#events.happened({ level: 'warn', event, facts: { calls } });
  }
}

/** The evidence goes with the first counts: it is of bounded size. */
function splitAt({ counts, evidence }: UsageLot, size: number): [UsageLot, UsageLot] {
  return [
    { counts: counts.slice(0, size), evidence },
    { counts: counts.slice(size), evidence: [] },
  ];
}
