import { outcomeOf, type Outcome } from '../../../domain/usage/counting/outcome.js';
import type { Clock } from '../../kernel/clock.js';
import type { ObservedRequest, RequestObserver } from '../../kernel/request/request-observer.js';
import type { ConsumerFinder } from '../consumers/consumer-finder.js';
import { anonymousConsumer, type ConsumerRef } from '../consumers/consumer-ref.js';
import { PendingCounts } from './pending-counts.js';
import { evidenceAtMost, type Count, type Evidence, type UsageLot } from './usage-store.js';

const hourMs = 3_600_000;
/** User agents are cut to this length. */
const agentAtMost = 200;

/** @param heldAtMost counts in memory, however long the database is away; @param lotAt when a lot is written early */
export interface RecorderSizes {
  readonly heldAtMost: number;
  readonly lotAt: number;
}

/** Calls of clients for which there was no place any more. Operations and outcomes are still told apart. */
const overflow = anonymousConsumer('overflow');

/** Counts calls in memory. It runs on the path of each answer: it waits for nothing and cannot fail. */
export class UsageRecorder implements RequestObserver {
  #counts = new PendingCounts();
  #evidence = new Map<string, Evidence[]>();
  #overflowed = 0;
  #whenFull: () => void = () => undefined;

  constructor(
    private readonly finder: ConsumerFinder,
    private readonly clock: Clock,
    private readonly sizes: RecorderSizes = { heldAtMost: 50_000, lotAt: 5_000 },
  ) {}

  answered(request: ObservedRequest): void {
    const consumer = this.finder.of(request);
    const now = this.clock.now().getTime();
    const { isDeprecated, deprecatedParts } = request;
    this.count(consumer, request, '', now);
    if (isDeprecated) this.keepEvidence(consumer, request, '', now);
    for (const part of deprecatedParts) {
      this.count(consumer, request, part, now);
      this.keepEvidence(consumer, request, part, now);
    }
  }

  /** Sets what is called when a lot has enough counts to be written early. */
  whenFull(write: () => void): void {
    this.#whenFull = write;
  }

  /** The counts so far, and how many calls found no place. From now on it counts from zero. */
  take(): UsageLot & { readonly overflowed: number } {
    const lot = {
      counts: this.#counts.all(),
      evidence: [...this.#evidence.values()].flat(),
      overflowed: this.#overflowed,
    };
    this.#counts = new PendingCounts();
    this.#evidence = new Map();
    this.#overflowed = 0;
    return lot;
  }

  /** Takes back what could not be written. */
  putBack({ counts, evidence }: UsageLot): void {
    for (const count of counts) this.add(count);
    for (const each of evidence.toReversed()) this.ring(each, (kept) => kept.unshift(each));
  }

  private count(consumer: ConsumerRef, request: ObservedRequest, element: string, now: number): void {
    const { operationId, major, minor, minorSource } = request;
    const [hour, outcome] = [Math.floor(now / hourMs), outcomeFor(request)];
    const use = { operationId, major, minor, minorSource, element, hour, outcome };
    const known = this.#counts.find(consumer, use);
    if (!known) return this.add({ ...use, consumer, calls: 1, lastAt: now });
    known.calls += 1;
    known.lastAt = now;
  }

  private add(count: Count): void {
    const known = this.#counts.find(count.consumer, count);
    if (known) merge(known, count);
    else if (this.#counts.size < this.sizes.heldAtMost) this.begin(count);
    else this.overflow(count);
  }

  private begin(count: Count): void {
    this.#counts.add(count);
    if (this.#counts.size === this.sizes.lotAt) this.#whenFull();
  }

  private overflow(count: Count): void {
    this.#overflowed += count.calls;
    const known = this.#counts.find(overflow, count);
    if (known) merge(known, count);
    else this.#counts.add({ ...count, consumer: overflow });
  }

  /** Nobody is written to because of a rehearsal. */
  private keepEvidence(consumer: ConsumerRef, request: ObservedRequest, element: string, at: number): void {
    if (request.isRehearsal) return;
    const { operationId, major, minor, minorSource, requestId, status } = request;
    const use = { consumer, operationId, major, minor, minorSource, element };
    const userAgent = request.userAgent.slice(0, agentAtMost);
    this.ring(use, (kept) => kept.push({ ...use, at, requestId, userAgent, status }));
  }

  /** Of each use the newest pieces; none of further uses while there is no place. */
  private ring(
    use: Omit<Evidence, 'at' | 'requestId' | 'userAgent' | 'status'>,
    put: (kept: Evidence[]) => void,
  ) {
    const key = `${use.consumer.ref} ${use.operationId} ${use.major} ${use.element}`;
    const kept = this.#evidence.get(key) ?? [];
    if (kept.length === 0 && this.#evidence.size >= this.sizes.lotAt) return;
    put(kept);
    if (kept.length > evidenceAtMost) kept.shift();
    this.#evidence.set(key, kept);
  }
}

function merge(known: Count, { calls, lastAt }: Count): void {
  known.calls += calls;
  known.lastAt = Math.max(known.lastAt, lastAt);
}

function outcomeFor({ isRehearsal, status, code }: ObservedRequest): Outcome {
  return isRehearsal ? 'rehearsal' : outcomeOf(status, code);
}
