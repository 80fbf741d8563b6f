import { inject, injectable } from 'tsyringe';
import { brownoutsOf, type Brownout } from '../../../domain/kernel/lifecycle/brownouts.js';
import { stateUndecided, type LifecycleState } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import type { Facts } from '../../../domain/usage/lifecycle/facts.js';
import { Clock } from '../../kernel/clock.js';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import {
  Decisions,
  everything,
  LifecycleSwitches,
  type LifecycleSwitch,
  type Obstacle,
  type StoredDecision,
} from '../lifecycle/decisions.js';
import { LifecycleFacts } from '../lifecycle/lifecycle-facts.js';

/** Something deprecated, with who still calls it. */
export interface EndOfLife {
  readonly lifecycle: DeclaredLifecycle;
  /** As the worker has decided last; by the calendar until it has. */
  readonly state: LifecycleState;
  readonly since: Date | null;
  readonly checkedAt: Date | null;
  /** What holds a sunset or a brownout. */
  readonly obstacles: readonly Obstacle[];
  /** Who called it in the last 30 days, and who has agreed. */
  readonly facts: Facts;
  /** Its brownouts that are not over. */
  readonly brownouts: readonly Brownout[];
  /** What operators have switched for it, and for all. */
  readonly switches: readonly LifecycleSwitch[];
  /** Whether they have switched its brownouts off. */
  readonly withoutBrownouts: boolean;
}

/** Shows operators everything that is deprecated. */
@injectable()
export class EndsOfLife {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(Decisions) private readonly decisions: Decisions,
    @inject(LifecycleSwitches) private readonly switches: LifecycleSwitches,
    @inject(LifecycleFacts) private readonly facts: LifecycleFacts,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Those with the earliest sunset first. */
  async list(): Promise<readonly EndOfLife[]> {
    const [decided, switches] = await Promise.all([this.decisions.all(), this.switches.all()]);
    const ends: EndOfLife[] = [];
    for (const lifecycle of this.declared.all()) {
      const decision = decided.find(({ lifecycleId }) => lifecycleId === lifecycle.id);
      ends.push(await this.endOf(lifecycle, decision, switches));
    }
    return ends.toSorted((a, b) => (sunsetOf(a) < sunsetOf(b) ? -1 : 1));
  }

  async find(id: string): Promise<EndOfLife | undefined> {
    const lifecycle = this.declared.all().find((each) => each.id === id);
    if (!lifecycle) return undefined;
    const [decided, switches] = await Promise.all([this.decisions.all(), this.switches.all()]);
    return this.endOf(
      lifecycle,
      decided.find(({ lifecycleId }) => lifecycleId === id),
      switches,
    );
  }

  private async endOf(
    lifecycle: DeclaredLifecycle,
    decision: StoredDecision | undefined,
    all: readonly LifecycleSwitch[],
  ): Promise<EndOfLife> {
    const now = this.clock.now();
    const switches = all.filter(
      ({ lifecycleId }) => lifecycleId === lifecycle.id || lifecycleId === everything,
    );
    return {
      lifecycle,
      state: decision?.state ?? stateUndecided(now, lifecycle),
      since: decision?.since ?? null,
      checkedAt: decision?.checkedAt ?? null,
      obstacles: decision?.obstacles ?? [],
      facts: await this.facts.of(lifecycle, now),
      brownouts: brownoutsOf(lifecycle).filter(({ until }) => until > now),
      switches,
      withoutBrownouts: switches.some(({ kind }) => kind === 'no_brownouts'),
    };
  }
}

/** Without a sunset comes last. */
function sunsetOf({ lifecycle }: EndOfLife): string {
  return lifecycle.sunset ?? '9999';
}
