/** How many declared ends of life are in each state, such as `held`. A feature that decides them answers. */
export interface LifecycleCounts {
  byState(): Promise<Record<string, number>>;
}
export const LifecycleCounts = Symbol('kernel.LifecycleCounts');

/** For a service without a feature that decides. */
export const noLifecycles: LifecycleCounts = { byState: () => Promise.resolve({}) };
