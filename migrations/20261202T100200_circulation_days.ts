import { Migration } from '@mikro-orm/migrations';

/** Numbers of actions for each local day of the library, kept permanently and without names. */
export class CirculationDays extends Migration {
  override up(): void {
    this.addSql(`
      create table loan_day (
        day date primary key,
        lent integer not null default 0,
        renewed integer not null default 0,
        returned integer not null default 0
      )`);
  }

  override down(): void {
    this.addSql('drop table loan_day');
  }
}
