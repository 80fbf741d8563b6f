import { LockMode } from '@mikro-orm/postgresql';
import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import type { Sessions } from '../../application/accounts/sessions.js';
import { RefreshToken, Session } from '../../domain/accounts/session.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;

@injectable()
export class MikroSessions implements Sessions {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async add(session: Session): Promise<void> {
    const { patronId, startedAt } = session;
    await this.unit.em.nativeDelete(Session, { patronId, expiresAt: { $lte: startedAt } });
    await this.unit.em.persist(session).flush();
  }

  async addToken(token: RefreshToken, now: Date): Promise<void> {
    const { sessionId } = token;
    await this.unit.em.nativeDelete(RefreshToken, { sessionId, expiresAt: { $lte: now } });
    this.unit.em.persist(token);
  }

  async lockToken(hash: string): Promise<RefreshToken | undefined> {
    return (await this.unit.em.findOne(RefreshToken, { hash }, forUpdate)) ?? undefined;
  }

  async lock(id: number): Promise<Session | undefined> {
    if (!isRowId(id)) return undefined;
    return (await this.unit.em.findOne(Session, { id }, forUpdate)) ?? undefined;
  }

  async removeExpired(now: Date, limit: number): Promise<number> {
    const tokens = await this.unit.rows(sql`
      delete from refresh_token where hash in (
        select hash from refresh_token where expires_at <= ${now}
        order by expires_at limit ${limit} for update skip locked)
      returning hash`);
    const sessions = await this.unit.rows(sql`
      delete from session where id in (
        select id from session where expires_at <= ${now}
        order by expires_at limit ${limit} for update skip locked)
      returning id`);
    return Math.max(tokens.length, sessions.length);
  }

  async endAll(patronId: number, now: Date, except?: number): Promise<void> {
    const others = except === undefined ? {} : { id: { $ne: except } };
    await this.unit.em.nativeUpdate(Session, { ...others, patronId, endedAt: null }, { endedAt: now });
  }

  async removeAll(patronId: number): Promise<void> {
    // Deletes the tokens first, in the order in which a refresh locks them.
    await this.unit.rows(sql`
      delete from refresh_token where session_id in (select id from session where patron_id = ${patronId})`);
    await this.unit.em.nativeDelete(Session, { patronId });
  }
}
