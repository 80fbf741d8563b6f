import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Patron } from '../../domain/accounts/patron.js';
import type { Patrons } from '../../application/accounts/patrons.js';
import { isKey } from '../kernel/keys.js';
import { MikroUnitOfWork } from '../kernel/mikro-unit-of-work.js';

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;

@injectable()
export class MikroPatrons implements Patrons {
  constructor(@inject(MikroUnitOfWork) private readonly unit: MikroUnitOfWork) {}

  async add(patron: Patron): Promise<void> {
    await this.unit.em.persist(patron).flush();
  }

  async lock(id: number): Promise<Patron | undefined> {
    if (!isKey(id)) return undefined;
    return (await this.unit.em.findOne(Patron, { id, closedAt: null }, forUpdate)) ?? undefined;
  }

  async lockByCard(cardNumber: string): Promise<Patron | undefined> {
    return (await this.unit.em.findOne(Patron, { cardNumber, closedAt: null }, forUpdate)) ?? undefined;
  }

  lockWithAdmins(id: number): Promise<Patron[]> {
    const either = [{ role: 'admin' as const }, ...(isKey(id) ? [{ id }] : [])];
    return this.unit.em.find(
      Patron,
      { $or: either, closedAt: null },
      { orderBy: { id: 'asc' }, ...forUpdate },
    );
  }

  async nextCardNumber(): Promise<string> {
    const [row] = await this.unit.rows<{ number: string }>(sql`
      select 'P' || lpad(nextval('patron_card_number')::text, 7, '0') as number`);
    return row?.number ?? '';
  }
}
