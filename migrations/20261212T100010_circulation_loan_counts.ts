import { Migration } from '@mikro-orm/migrations';

/**
 * The number of loans of each book. The number of a book is its count plus its noted changes; this statement sees the
 * loans and the notes of one moment, so it is right whatever is lent meanwhile.
 */
export class CirculationLoanCounts extends Migration {
  override up(): void {
    this.addSql('create table loan_count (book_id bigint primary key, loans integer not null)');
    this.addSql(`
      insert into loan_count (book_id, loans)
      select book_id, sum(loans) from (
        select book_id, count(*) as loans from loan group by book_id
        union all
        select book_id, -sum(change) from loan_count_change group by book_id
      ) as counted
      group by book_id having sum(loans) <> 0`);
    this.addSql('create index loan_count_most on loan_count (loans desc, book_id)');
  }

  override down(): void {
    this.addSql('drop table loan_count');
  }
}
