import { inject, injectable } from 'tsyringe';
import type { Brownout } from '../../../domain/kernel/lifecycle/brownouts.js';
import { isPastSunset } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { decide, needsFacts } from '../../../domain/usage/lifecycle/decision.js';
import type { Switches } from '../../../domain/usage/lifecycle/facts.js';
import { skippedBrownouts, whySkipped } from '../../../domain/usage/lifecycle/skipped-brownouts.js';
import { Clock } from '../../kernel/clock.js';
import { ProcessEvents } from '../../kernel/process/process-events.js';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import {
  Decisions,
  everything,
  LifecycleSwitches,
  type LifecycleSwitch,
  type StoredDecision,
} from './decisions.js';
import { LifecycleFacts } from './lifecycle-facts.js';
import { ProofService } from './proof-service.js';

/** Decides the state of each end of life, and stores it for all processes. */
@injectable()
export class LifecycleWatch {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(LifecycleFacts) private readonly facts: LifecycleFacts,
    @inject(LifecycleSwitches) private readonly switches: LifecycleSwitches,
    @inject(Decisions) private readonly decisions: Decisions,
    @inject(ProofService) private readonly proofs: ProofService,
    @inject(Clock) private readonly clock: Clock,
    @inject(ProcessEvents) private readonly events: ProcessEvents,
  ) {}

  /**
   * Decides all of them. It may run again at any time. What cannot be decided does not change, and does not keep the
   * others from being decided.
   * @throws AggregateError for those that could not be decided
   */
  async decideAll(stop: AbortSignal): Promise<void> {
    const stored = new Map((await this.decisions.all()).map((each) => [each.lifecycleId, each]));
    const on = await this.switches.all();
    const errors: unknown[] = [];
    for (const lifecycle of this.declared.all()) {
      if (stop.aborted) return;
      try {
        await this.decideOne(lifecycle, switchesOf(lifecycle.id, on), stored.get(lifecycle.id));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `Not decided: ${errors.length}.`);
  }

  /** What is gone stays gone, unless an operator holds it or its sunset was moved. */
  private async decideOne(
    lifecycle: DeclaredLifecycle,
    switches: Switches,
    before: StoredDecision | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    if (before?.state === 'gone' && isPastSunset(now, lifecycle) && !switches.held) return;
    const facts = needsFacts(now, lifecycle) ? await this.facts.of(lifecycle, now) : undefined;
    const decision = decide(now, lifecycle, facts, switches);
    if (decision.state === 'gone' && facts) await this.proofs.keep(lifecycle, now, facts);
    const { withoutBrownouts } = switches;
    await this.decisions.store({ ...decision, lifecycleId: lifecycle.id, checkedAt: now, withoutBrownouts });
    for (const { window, obstacles } of skippedBrownouts(now, lifecycle, before, decision))
      this.tellSkipped(lifecycle.id, window, whySkipped(obstacles));
  }

  private tellSkipped(lifecycle: string, { from, until }: Brownout, reason: string): void {
    const facts = { lifecycle, from: from.toISOString(), until: until.toISOString(), reason };
    this.events.happened({ level: 'warn', event: 'brownout skipped', facts });
  }
}

/** The switches for one end of life, and those for all. */
function switchesOf(id: string, on: readonly LifecycleSwitch[]): Switches {
  const own = on.filter(({ lifecycleId }) => lifecycleId === id || lifecycleId === everything);
  const isOn = (wanted: LifecycleSwitch['kind']) => own.some(({ kind }) => kind === wanted);
  return { withoutBrownouts: isOn('no_brownouts'), held: isOn('hold') };
}
