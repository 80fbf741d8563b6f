import type { Decision, Obstacle } from '../../../domain/usage/lifecycle/decision.js';

export type { Obstacle };

/** A decision as it is stored for all processes. */
export interface StoredDecision extends Decision {
  readonly lifecycleId: string;
  /** Since when it is in this state. */
  readonly since: Date;
  readonly checkedAt: Date;
  readonly withoutBrownouts: boolean;
}

/** The decisions of the worker: one for each end of life. */
export interface Decisions {
  all(): Promise<readonly StoredDecision[]>;
  /** Stores a decision. `since` stays while the state stays. */
  store(decision: Omit<StoredDecision, 'since'>): Promise<void>;
}
export const Decisions = Symbol('usage.Decisions');

/** Stands for all ends of life. */
export const everything = '*';

/** What an operator switches without a deploy. */
export type SwitchKind = 'no_brownouts' | 'hold';

/** The switches that are on. */
export interface LifecycleSwitch {
  /** The end of life, or `*` for all. */
  readonly lifecycleId: string;
  readonly kind: SwitchKind;
  readonly reason: string;
  readonly at: Date;
}

/** What operators have decided, each with a reason. */
export interface LifecycleSwitches {
  all(): Promise<readonly LifecycleSwitch[]>;
  /** Returns the id of the new row; undefined if it was on already. */
  turnOn(lifecycleId: string, kind: SwitchKind, reason: string): Promise<number | undefined>;
  /** Returns the id of the removed row; undefined if it was off. */
  turnOff(lifecycleId: string, kind: SwitchKind): Promise<number | undefined>;
}
export const LifecycleSwitches = Symbol('usage.LifecycleSwitches');
