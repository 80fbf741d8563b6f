import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import type { ApiKeys } from '../../application/accounts/api-keys.js';
import { ApiKey } from '../../domain/accounts/api-key.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;

const validAt = (now: Date) => ({ revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] });

@injectable()
export class MikroApiKeys implements ApiKeys {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async add(key: ApiKey): Promise<void> {
    await this.unit.em.persist(key).flush();
  }

  async lock(patronId: number | undefined, id: number): Promise<ApiKey | undefined> {
    if (!isRowId(id)) return undefined;
    const owned = patronId === undefined ? {} : { patronId };
    return (await this.unit.em.findOne(ApiKey, { id, ...owned, revokedAt: null }, forUpdate)) ?? undefined;
  }

  count(patronId: number, now: Date): Promise<number> {
    return this.unit.em.count(ApiKey, { ...validAt(now), patronId });
  }

  revokeAll(patronId: number, now: Date): Promise<number> {
    return this.unit.em.nativeUpdate(ApiKey, { ...validAt(now), patronId }, { revokedAt: now });
  }

  async removeAll(patronId: number): Promise<void> {
    await this.unit.em.nativeDelete(ApiKey, { patronId });
  }
}
