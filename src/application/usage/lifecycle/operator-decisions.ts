import { inject, injectable } from 'tsyringe';
import { Clock } from '../../kernel/clock.js';
import { DeclaredLifecycles } from '../../kernel/settings.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { AnonymousConfirmations } from './agreements.js';
import { LifecycleSwitches, type SwitchKind } from './decisions.js';
import { LifecycleFacts } from './lifecycle-facts.js';

/** All ends of life. */
const everything = '*';

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

  /**
   * Holds a sunset, or stops brownouts, from the next decision of the worker on.
   * @param lifecycleId `*` for all
   * @throws Error for an unknown id or without a reason
   */
  async turnOn(lifecycleId: string, kind: SwitchKind, reason: string): Promise<void> {
    this.check(lifecycleId, reason);
    await this.work.run(async () => {
      const row = await this.switches.turnOn(lifecycleId, kind, reason.trim());
      if (row !== undefined)
        this.record('usage.lifecycle_switched_on', 'lifecycle_switch', row, { lifecycleId, kind });
    });
  }

  /** @throws as `turnOn` */
  async turnOff(lifecycleId: string, kind: SwitchKind, reason: string): Promise<void> {
    this.check(lifecycleId, reason);
    await this.work.run(async () => {
      const row = await this.switches.turnOff(lifecycleId, kind);
      if (row !== undefined)
        this.record('usage.lifecycle_switched_off', 'lifecycle_switch', row, { lifecycleId, kind, reason });
    });
  }

  /**
   * Confirms that the calls without a token do not keep a sunset. More calls than confirmed hold it again.
   * @throws Error as `turnOn`, and for another number than the present one, which the operator has not seen then
   */
  async confirmAnonymous(lifecycleId: string, calls: number, reason: string): Promise<void> {
    this.check(lifecycleId, reason);
    const lifecycle = this.declared.all().find(({ id }) => id === lifecycleId);
    if (!lifecycle) throw new Error('Anonymous use is confirmed for one end of life.');
    const { anonymous } = await this.facts.of(lifecycle, this.clock.now());
    if (calls < anonymous.calls)
      throw new Error(`There are ${anonymous.calls} calls without a token in 30 days, and not ${calls}.`);
    await this.work.run(async () => {
      const row = await this.confirmations.add(lifecycleId, calls, reason.trim());
      this.record('usage.anonymous_use_confirmed', 'anonymous_use', row, { lifecycleId, calls, reason });
    });
  }

  private record(action: string, type: string, id: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type, id }, details });
  }

  private check(lifecycleId: string, reason: string): void {
    const ids = this.declared.all().map(({ id }) => id);
    if (lifecycleId !== everything && !ids.includes(lifecycleId))
      throw new Error(`There is no end of life with the id ${lifecycleId}. There are: ${ids.join(', ')}.`);
    if (reason.trim() === '') throw new Error('Each decision needs a reason.');
  }
}
