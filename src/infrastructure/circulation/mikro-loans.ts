import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import { Loan } from '../../domain/circulation/loan.js';
import type { Loans } from '../../application/circulation/loans.js';
import { isKey } from '../kernel/keys.js';
import { MikroUnitOfWork } from '../kernel/mikro-unit-of-work.js';

@injectable()
export class MikroLoans implements Loans {
  constructor(@inject(MikroUnitOfWork) private readonly unit: MikroUnitOfWork) {}

  async add(loan: Loan): Promise<void> {
    await this.unit.em.persist(loan).flush();
  }

  async find(id: number): Promise<Loan | undefined> {
    if (!isKey(id)) return undefined;
    return (await this.unit.em.findOne(Loan, { id })) ?? undefined;
  }

  async lock(id: number): Promise<Loan | undefined> {
    if (!isKey(id)) return undefined;
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    return (await this.unit.em.findOne(Loan, { id }, options)) ?? undefined;
  }

  async lockLastOf(copyId: number): Promise<Loan | undefined> {
    const [loan] = await this.unit.em.find(
      Loan,
      { copyId },
      {
        orderBy: [{ closedAt: 'desc nulls first' }, { id: 'desc' }],
        limit: 1,
        lockMode: LockMode.PESSIMISTIC_WRITE,
        refresh: true,
      },
    );
    return loan;
  }

  countOpen(patronId: number): Promise<number> {
    return this.unit.em.count(Loan, { patronId, closedAt: null });
  }
}
