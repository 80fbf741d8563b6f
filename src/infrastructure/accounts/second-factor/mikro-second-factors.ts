import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import type { SecondFactors } from '../../../application/accounts/second-factor/second-factors.js';
import { SecondFactor } from '../../../domain/accounts/second-factor.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class MikroSecondFactors implements SecondFactors {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async find(patronId: number): Promise<SecondFactor | undefined> {
    return (await this.unit.em.findOne(SecondFactor, { patronId })) ?? undefined;
  }

  async add(factor: SecondFactor): Promise<void> {
    await this.unit.em.persist(factor).flush();
  }

  async remove(patronId: number): Promise<void> {
    const factor = await this.find(patronId);
    if (factor) this.unit.em.remove(factor);
  }

  async owners(): Promise<number[]> {
    const rows = await this.unit.rows<{ id: number }>(sql`
      select patron_id as id from second_factor
      where secret is not null or new_secret is not null order by patron_id`);
    return rows.map(({ id }) => id);
  }
}
