import type { LifecycleState } from '../../../domain/kernel/lifecycle/lifecycle-days.js';

/** How many declared ends of life are in each state. A feature that decides them answers. */
export interface LifecycleCounts {
  /** States in which none is may be absent. */
  byState(): Promise<Readonly<Partial<Record<LifecycleState, number>>>>;
}
export const LifecycleCounts = Symbol('kernel.LifecycleCounts');

/** For a service without a feature that decides. */
export const noLifecycles: LifecycleCounts = { byState: () => Promise.resolve({}) };
