import { Migration } from '@mikro-orm/migrations';

/** Index of the closed loans that still name their patron, oldest first. */
export class CirculationPastLoans extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      'create index concurrently if not exists loan_past on loan (closed_at, id) where closed_at is not null and patron_id is not null',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists loan_past');
  }
}
