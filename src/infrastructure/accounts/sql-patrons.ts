import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Patron } from '../../domain/accounts/patron.js';
import type { Patrons } from '../../application/accounts/patrons.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';
import { Records } from '../kernel/records.js';
import { SqlUnitOfWork } from '../kernel/sql-unit-of-work.js';

@injectable()
export class SqlPatrons implements Patrons {
  private readonly records: Records<Patron>;

  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) database: Database,
  ) {
    this.records = new Records(database, Patron);
  }

  add(patron: Patron): Promise<void> {
    return this.records.insert([patron]);
  }

  async lock(id: number): Promise<Patron | undefined> {
    if (!isKey(id)) return undefined;
    return (await this.records.load(sql`where id = ${id} and closed_at is null for update`))[0];
  }

  async lockByCard(cardNumber: string): Promise<Patron | undefined> {
    const [patron] = await this.records.load(
      sql`where card_number = ${cardNumber} and closed_at is null for update`,
    );
    return patron;
  }

  lockWithAdmins(id: number): Promise<Patron[]> {
    const either = isKey(id) ? sql`(role = 'admin' or id = ${id})` : sql`role = 'admin'`;
    return this.records.load(sql`where ${either} and closed_at is null order by id for update`);
  }

  async nextCardNumber(): Promise<string> {
    const [row] = await this.unit.rows<{ number: string }>(sql`
      select 'P' || lpad(nextval('patron_card_number')::text, 7, '0') as number`);
    return row?.number ?? '';
  }
}
