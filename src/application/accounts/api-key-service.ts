import { inject, injectable } from 'tsyringe';
import { ApiKey, isGrantable } from '../../domain/accounts/api-key.js';
import { apiKeyNotFound, expiryPassed, scopeUnknown } from '../../domain/accounts/refusals.js';
import { fault } from '../../domain/kernel/field-fault.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { Clock } from '../kernel/clock.js';
import { KnownScopes } from '../kernel/settings.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { apiKeyPrefix, ApiKeys } from './api-keys.js';
import { Secrets } from './secrets.js';

/** The reasons for which each job can be refused. */
export const apiKeyRefusals = {
  create: [scopeUnknown, expiryPassed],
  find: [apiKeyNotFound],
} as const;

export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
}

/** API keys for programs, managed by their owners. Every method throws Refusals as listed in `apiKeyRefusals`. */
@injectable()
export class ApiKeyService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(ApiKeys) private readonly keys: ApiKeys,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(KnownScopes) private readonly scopes: KnownScopes,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Creates a key. Returns its id and its secret, which cannot be read again. */
  async create(ownerId: number, wish: KeyWish): Promise<{ id: number; secret: string }> {
    this.check(wish);
    const secret = this.secrets.make(apiKeyPrefix);
    const hash = this.secrets.hash(secret);
    return this.work.run(async () => {
      const key = new ApiKey({ ...wish, patronId: ownerId, hash }, this.clock.now());
      await this.keys.add(key);
      this.record('accounts.api_key_created', key);
      return { id: key.id, secret };
    });
  }

  /**
   * Revokes a key. Requests that send it are refused from then on.
   * @param ownerId undefined revokes a key of any owner
   */
  revoke(ownerId: number | undefined, id: number): Promise<void> {
    return this.work.run(async () => {
      const key = await this.keys.lock(ownerId, id);
      if (!key) throw new Refusal(apiKeyNotFound);
      key.revoke(this.clock.now());
      this.record('accounts.api_key_revoked', key);
    });
  }

  private check({ scopes, expiresAt }: KeyWish): void {
    const known = this.scopes.filter(isGrantable);
    if (!scopes.every((scope) => known.includes(scope))) {
      throw new Refusal(scopeUnknown, {
        scopes: [fault('not_one_of', 'each of {{field}} must be one of {{allowed}}', { allowed: known })],
      });
    }
    if (expiresAt !== null && expiresAt <= this.clock.now()) {
      throw new Refusal(expiryPassed, { expiresAt: [fault('past', '{{field}} must be in the future')] });
    }
  }

  /** The name of a key may contain personal data, so it is not recorded. */
  private record(action: string, { id, patronId, scopes }: ApiKey): void {
    this.audit.record({ action, subject: { type: 'api_key', id }, details: { patronId, scopes } });
  }
}
