import { inject, injectable } from 'tsyringe';
import {
  lifecycleStates,
  stateUndecided,
  type LifecycleState,
} from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { Clock } from '../../kernel/clock.js';
import type { LifecycleCounts } from '../../kernel/operations/lifecycle-counts.js';
import { DeclaredLifecycles } from '../../kernel/settings.js';
import { Decisions } from '../lifecycle/decisions.js';

/** Counts what the worker has decided, of the ends of life that are still declared. */
@injectable()
export class StateCounts implements LifecycleCounts {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(Decisions) private readonly decisions: Decisions,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** All states, so that an alert sees one end with 0. */
  async byState(): Promise<Record<LifecycleState, number>> {
    const decided = new Map(
      (await this.decisions.all()).map(({ lifecycleId, state }) => [lifecycleId, state]),
    );
    const now = this.clock.now();
    const states = this.declared
      .all()
      .map((lifecycle) => decided.get(lifecycle.id) ?? stateUndecided(now, lifecycle));
    const counts = lifecycleStates.map((state) => [state, states.filter((each) => each === state).length]);
    return Object.fromEntries(counts) as Record<LifecycleState, number>;
  }
}
