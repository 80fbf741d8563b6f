import { outcomes } from '../../../domain/usage/counting/outcome.js';
import type { MinorSource } from '../../kernel/request/request-observer.js';
import type { ConsumerRef } from '../consumers/consumer-ref.js';
import type { Count, CountedUse } from './usage-store.js';

const sources: readonly MinorSource[] = ['header', 'pin', 'default'];
/** Of one hour: more than minors, sources and outcomes together. */
const variants = 10_000;
/** Hours are counted from 2024 on, so that a variant of an hour is a small integer. */
const firstHour = 473_352;

type OfOperation = Map<number, Count>;

/**
 * Counts by everything they have in common. A call is found with three look-ups and without making a text, because that
 * would cost more than all the rest.
 */
export class PendingCounts {
  size = 0;
  readonly #counts = new Map<ConsumerRef, Map<string, OfOperation>>();
  readonly #minors = new Map<string, number>();

  find(consumer: ConsumerRef, use: Omit<CountedUse, 'consumer'>): Count | undefined {
    return this.#counts.get(consumer)?.get(operationOf(use))?.get(this.variantOf(use));
  }

  /** Only for a count that is not there. */
  add(count: Count): void {
    const ofConsumer = madeIn(this.#counts, count.consumer, () => new Map<string, OfOperation>());
    const ofOperation = madeIn(ofConsumer, operationOf(count), () => new Map<number, Count>());
    ofOperation.set(this.variantOf(count), count);
    this.size += 1;
  }

  all(): Count[] {
    return [...this.#counts.values()].flatMap((each) =>
      [...each.values()].flatMap((ofOperation) => [...ofOperation.values()]),
    );
  }

  private variantOf({ minor, minorSource, outcome, hour }: Omit<CountedUse, 'consumer'>): number {
    const ofMinor = madeIn(this.#minors, minor, () => this.#minors.size) * sources.length * outcomes.length;
    const ofSource = sources.indexOf(minorSource) * outcomes.length;
    return (hour - firstHour) * variants + ofMinor + ofSource + outcomes.indexOf(outcome);
  }
}

function operationOf({ operationId, element }: Omit<CountedUse, 'consumer'>): string {
  return element === '' ? operationId : `${operationId} ${element}`;
}

function madeIn<Name, Value>(all: Map<Name, Value>, name: Name, make: () => Value): Value {
  const known = all.get(name);
  if (known !== undefined) return known;
  const made = make();
  all.set(name, made);
  return made;
}
