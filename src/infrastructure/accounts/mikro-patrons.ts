import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Patron } from '../../domain/accounts/patron.js';
import { emailTaken } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { Borrower, Patrons } from '../../application/accounts/patrons.js';
import { hydrate } from '../kernel/transaction/hydrate.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { storedAddresses } from './credentials/stored-addresses.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;

/** Patrons by the entity manager, except for the lock that every loan takes (docs/decisions/0039). */
@injectable()
export class MikroPatrons implements Patrons {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async add(patron: Patron): Promise<void> {
    if (patron.email !== null) await this.refuseOtherForms(patron.email);
    await this.unit.em.persist(patron).flush();
  }

  async lock(id: number): Promise<Patron | undefined> {
    if (!isRowId(id)) return undefined;
    return (await this.unit.em.findOne(Patron, { id, closedAt: null }, forUpdate)) ?? undefined;
  }

  async lockBorrower(id: number): Promise<Borrower | undefined> {
    if (!isRowId(id)) return undefined;
    const [row] = await this.unit.rows(sql`
      select category, email_verified as "emailVerified", blocks, expires_at as "expiresAt",
             disabled_at as "disabledAt"
      from patron where id = ${id} and closed_at is null for update`);
    return row && hydrate(Patron, row);
  }

  async lockByCard(cardNumber: string): Promise<Patron | undefined> {
    return (await this.unit.em.findOne(Patron, { cardNumber, closedAt: null }, forUpdate)) ?? undefined;
  }

  lockAdmins(): Promise<Patron[]> {
    const admins = { role: 'admin', closedAt: null } as const;
    return this.unit.em.find(Patron, admins, { ...forUpdate, orderBy: { id: 'asc' } });
  }

  async isAdmin(id: number): Promise<boolean> {
    if (!isRowId(id)) return false;
    const rows = await this.unit.rows(sql`select from patron where id = ${id} and role = 'admin'`);
    return rows.length > 0;
  }

  async nextCardNumber(): Promise<string> {
    const [row] = await this.unit.rows<{ number: string; taken: boolean }>(sql`
      select number, exists (select from patron where card_number = number) as taken
      from (select 'P' || lpad(nextval('patron_card_number')::text, 7, '0') as number) as next`);
    return row?.taken ? this.nextCardNumber() : (row?.number ?? '');
  }

  /** The unique index knows one form of an address only. The other ones can be those of an older release. */
  private async refuseOtherForms(email: string): Promise<void> {
    const forms = storedAddresses(email).filter((form) => form !== email);
    if (forms.length === 0) return;
    const twins = await this.unit.rows(sql`
      select id from patron where lower(email) in (select lower(form) from unnest(${forms}::text[]) as form)`);
    if (twins.length > 0) throw new Refusal(emailTaken);
  }
}
