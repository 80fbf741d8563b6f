import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { latestExtension } from '../../../domain/usage/lifecycle/extension.js';
import {
  consentByKey,
  consentNeedsReason,
  consumerNotFound,
  deprecationNotFound,
  extensionTaken,
  extensionTooLong,
  programUnconfirmed,
  sunsetNotSet,
} from '../../../domain/usage/lifecycle/refusals.js';
import { Clock } from '../../kernel/clock.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { DeclaredLifecycles } from '../../kernel/settings.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Agreements, type OwnedConsumer, type StoredAgreement } from './agreements.js';

/** The reasons for which each job can be refused. */
export const consentRefusals = {
  agree: [
    consentByKey,
    deprecationNotFound,
    sunsetNotSet,
    consumerNotFound,
    programUnconfirmed,
    consentNeedsReason,
    extensionTooLong,
    extensionTaken,
  ],
} as const;

/** What somebody agrees to. */
export interface Agreeing {
  readonly lifecycleId: string;
  /** Undefined for all own clients. */
  readonly consumerId: number | undefined;
  /** Undefined for a consent; the end of an extension otherwise. */
  readonly until: Date | undefined;
  /** Needed for the client of somebody else. */
  readonly reason: string | undefined;
}

/** Takes the consents of those whose clients would hold a sunset. */
@injectable()
export class ConsentService {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(Agreements) private readonly agreements: Agreements,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Consents to a sunset, or takes the one extension, for one client or for all own ones. To consent again changes
   * nothing.
   * @returns what is agreed for these clients
   * @throws Refusal as listed in `consentRefusals`
   */
  async agree(by: SignedIn, agreeing: Agreeing): Promise<readonly StoredAgreement[]> {
    if (by.apiKey !== undefined) throw new Refusal(consentByKey);
    const { lifecycleId, until = null } = agreeing;
    const sunset = this.sunsetOf(lifecycleId);
    const consumers = await this.consumersFor(by, agreeing);
    const reason = reasonOf(by, consumers, agreeing);
    const now = this.clock.now();
    if (until) checkExtension(until, now, sunset);
    const shared = { lifecycleId, until, by: by.patronId, reason, at: now };
    const kind = until ? 'extension' : 'consent';
    return this.work.run(() => this.store(consumers.map(({ id }) => ({ ...shared, kind, consumerId: id }))));
  }

  private async store(wanted: readonly StoredAgreement[]): Promise<readonly StoredAgreement[]> {
    for (const each of wanted) {
      const { lifecycleId, consumerId, kind, until } = each;
      const isNew = await this.agreements.add(each);
      if (!isNew && kind === 'extension') throw new Refusal(extensionTaken);
      if (!isNew) continue;
      const action = kind === 'extension' ? 'usage.sunset_extended' : 'usage.sunset_consented';
      const details = {
        lifecycleId,
        ...(until && { until: until.toISOString() }),
        ...(each.reason !== null && { reason: each.reason }),
      };
      this.audit.record({ action, subject: { type: 'consumer', id: consumerId }, details });
    }
    const ids = new Set(wanted.map(({ consumerId }) => consumerId));
    const all = await this.agreements.of(wanted[0]?.lifecycleId ?? '');
    return all.filter(({ consumerId }) => ids.has(consumerId));
  }

  private sunsetOf(lifecycleId: string): string {
    const lifecycle = this.declared.all().find(({ id }) => id === lifecycleId);
    if (!lifecycle) throw new Refusal(deprecationNotFound);
    if (lifecycle.sunset === undefined) throw new Refusal(sunsetNotSet);
    return lifecycle.sunset;
  }

  /** Only admins see the clients of others. */
  private async consumersFor(by: SignedIn, { consumerId }: Agreeing): Promise<readonly OwnedConsumer[]> {
    if (consumerId === undefined) {
      const own = await this.agreements.consumersOf(by.patronId);
      if (own.length === 0) throw new Refusal(consumerNotFound);
      return confirmedOf(by, own);
    }
    const consumer = await this.agreements.consumer(consumerId);
    const isVisible = consumer && (consumer.patronId === by.patronId || by.role === 'admin');
    if (!isVisible) throw new Refusal(consumerNotFound);
    return confirmedOf(by, [consumer]);
  }
}

/**
 * Those of which it is known whose they are: otherwise anybody could agree for the program of somebody else. Admins know.
 * @throws Refusal `usage.program_unconfirmed` if there are none
 */
function confirmedOf({ role }: SignedIn, consumers: readonly OwnedConsumer[]): readonly OwnedConsumer[] {
  const confirmed = consumers.filter(({ isConfirmed }) => isConfirmed || role === 'admin');
  if (confirmed.length === 0) throw new Refusal(programUnconfirmed);
  return confirmed;
}

/** Null if none is given for own clients. @throws Refusal `usage.consent_needs_reason` */
function reasonOf(
  { patronId }: SignedIn,
  consumers: readonly OwnedConsumer[],
  { reason = '' }: Agreeing,
): string | null {
  if (reason.trim() !== '') return reason.trim();
  if (!consumers.every((each) => each.patronId === patronId)) throw new Refusal(consentNeedsReason);
  return null;
}

function checkExtension(until: Date, now: Date, sunset: string): void {
  if (until <= now || until > latestExtension(now, sunset)) throw new Refusal(extensionTooLong);
}
