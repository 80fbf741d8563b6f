import type { LifecycleState } from '../../../domain/kernel/lifecycle/lifecycle-days.js';

/** What was decided about the end of something deprecated. */
export interface KnownState {
  readonly state: LifecycleState;
  /** Of a brownout: its first moment, and the first one after it. */
  readonly window?: { readonly from: Date; readonly until: Date };
  /** Whether no brownout takes place until operators decide otherwise. */
  readonly withoutBrownouts: boolean;
}

/**
 * The decisions as this process has read them last. A request never waits for them: unknown is undefined, and then
 * everything is answered that the calendar alone does not end.
 */
export interface LifecycleStates {
  of(lifecycleId: string): KnownState | undefined;
}
export const LifecycleStates = Symbol('kernel.LifecycleStates');

/** For a service without a feature that decides. */
export const nothingDecided: LifecycleStates = { of: () => undefined };
