import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { mutingPast } from '../../../domain/usage/consumers/refusals.js';
import { consumerNotFound } from '../../../domain/usage/lifecycle/refusals.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Clients, type ClientSettings } from './clients.js';

/** The reasons for which each job can be refused. */
export const clientRefusals = {
  find: [consumerNotFound],
  change: [consumerNotFound, mutingPast],
} as const;

/** What operators set of a client, each time with a reason and an audit event. */
@injectable()
export class ClientService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clients) private readonly clients: Clients,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Changes what is given. To set what is set already changes nothing, and leaves no event.
   * @throws Refusal as listed in `clientRefusals`
   */
  async change(id: number, wish: Partial<ClientSettings>, reason: string): Promise<void> {
    if (wish.mutedUntil && wish.mutedUntil <= this.clock.now()) throw new Refusal(mutingPast);
    await this.work.run(async () => {
      const before = await this.clients.lock(id);
      if (!before) throw new Refusal(consumerNotFound);
      const after = { ...before, ...wish };
      if (isSame(before, after)) return;
      await this.clients.store(id, after);
      const details = { ...described(after), before: described(before), reason: reason.trim() };
      this.audit.record({ action: 'usage.client_changed', subject: { type: 'consumer', id }, details });
    });
  }
}

function isSame(one: ClientSettings, other: ClientSettings): boolean {
  return one.class === other.class && one.mutedUntil?.getTime() === other.mutedUntil?.getTime();
}

function described({ class: ofClass, mutedUntil }: ClientSettings): object {
  return { class: ofClass, mutedUntil: mutedUntil?.toISOString() ?? null };
}
