import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { anonymousUseGrew, deprecationNotFound } from '../../../domain/usage/lifecycle/refusals.js';
import { Clock } from '../../kernel/clock.js';
import { DeclaredLifecycles } from '../../kernel/settings.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { AnonymousConfirmations } from './agreements.js';
import { everything, LifecycleSwitches, type SwitchKind } from './decisions.js';
import { LifecycleFacts } from './lifecycle-facts.js';

/** The reasons for which each job can be refused. */
export const decisionRefusals = {
  switchTo: [deprecationNotFound],
  confirm: [deprecationNotFound, anonymousUseGrew],
} as const;

/** What operators decide about ends of life, each time with a reason and an audit event. */
@injectable()
export class OperatorDecisions {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(LifecycleSwitches) private readonly switches: LifecycleSwitches,
    @inject(AnonymousConfirmations) private readonly confirmations: AnonymousConfirmations,
    @inject(LifecycleFacts) private readonly facts: LifecycleFacts,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Turns a switch on or off. @throws as `turnOn` */
  switchTo(lifecycleId: string, kind: SwitchKind, isOn: boolean, reason: string): Promise<void> {
    return isOn ? this.turnOn(lifecycleId, kind, reason) : this.turnOff(lifecycleId, kind, reason);
  }

  /**
   * Holds a sunset, or stops brownouts, from the next decision of the worker on.
   * @param lifecycleId `*` for all
   * @throws Refusal `usage.deprecation_not_found`; Error without a reason, for which each entry point asks
   */
  async turnOn(lifecycleId: string, kind: SwitchKind, reason: string): Promise<void> {
    this.check(lifecycleId, reason);
    await this.work.run(async () => {
      const row = await this.switches.turnOn(lifecycleId, kind, reason.trim());
      if (row !== undefined)
        this.record('usage.lifecycle_switched_on', 'lifecycle_switch', row, {
          lifecycleId,
          kind,
          reason: reason.trim(),
        });
    });
  }

  /** @throws as `turnOn` */
  async turnOff(lifecycleId: string, kind: SwitchKind, reason: string): Promise<void> {
    this.check(lifecycleId, reason);
    await this.work.run(async () => {
      const row = await this.switches.turnOff(lifecycleId, kind);
      if (row !== undefined)
        this.record('usage.lifecycle_switched_off', 'lifecycle_switch', row, {
          lifecycleId,
          kind,
          reason: reason.trim(),
        });
    });
  }

  /**
   * Confirms that the calls without a token do not keep a sunset. More calls than confirmed hold it again.
   * @throws as `turnOn`; Refusal `usage.anonymous_use_grew` for a smaller number than the present one, which the operator
   * has not seen then
   */
  async confirmAnonymous(lifecycleId: string, calls: number, reason: string): Promise<void> {
    this.check(lifecycleId, reason);
    const lifecycle = this.declared.all().find(({ id }) => id === lifecycleId);
    if (!lifecycle) throw new Refusal(deprecationNotFound);
    const { anonymous } = await this.facts.of(lifecycle, this.clock.now());
    if (calls < anonymous.calls) throw new Refusal(anonymousUseGrew);
    await this.work.run(async () => {
      const row = await this.confirmations.add(lifecycleId, calls, reason.trim());
      this.record('usage.anonymous_use_confirmed', 'anonymous_use', row, {
        lifecycleId,
        calls,
        reason: reason.trim(),
      });
    });
  }

  private record(action: string, type: string, id: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type, id }, details });
  }

  private check(lifecycleId: string, reason: string): void {
    const isKnown = lifecycleId === everything || this.declared.all().some(({ id }) => id === lifecycleId);
    if (!isKnown) throw new Refusal(deprecationNotFound);
    if (reason.trim() === '') throw new Error('Each decision needs a reason.');
  }
}
