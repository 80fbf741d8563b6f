import { setTimeout as wait } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** How long a scrape waits for a figure that only PostgreSQL knows: all other figures matter most when it is busy. */
const patienceMs = 500;

/** Figures that are read at each scrape. */
export class Gauges {
  constructor(private readonly registry: Registry) {}

  /** A figure that cannot be read is NaN, so that the scrape still returns all others. */
  add(name: string, help: string, value: () => Promise<number>): void {
    const collect = async function (this: Gauge): Promise<void> {
      this.set(await value().catch(() => Number.NaN));
    };
    this.registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
  }

  /** One figure for each value of a label; none while they cannot be read. */
  by(name: string, help: string, label: string, values: () => Promise<Record<string, number>>): void {
    const collect = async function (this: Gauge): Promise<void> {
      const now = await values().catch(() => ({}));
      this.reset();
      for (const [each, value] of Object.entries(now)) this.set({ [label]: each }, value);
    };
    this.registry.registerMetric(new Gauge({ name, help, labelNames: [label], registers: [], collect }));
  }
}

/** A question to PostgreSQL that a scrape does not wait long for. @param late the answer when it takes too long */
export function inTime<T>(ask: () => Promise<T>, late: T): () => Promise<T> {
  return () => Promise.race([ask(), wait(patienceMs, late, { ref: false })]);
}
