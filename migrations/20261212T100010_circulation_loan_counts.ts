import { Migration } from '@mikro-orm/migrations';

/**
 * The number of loans of each book. The number of a book is its count plus its noted changes; the statement that fills
 * the counts sees the loans and the notes of one moment, so it is right whatever is lent meanwhile.
 *
 * From now on one transaction at a time writes counts: whoever gets the lock adds its own change and the oldest notes;
 * others leave a note, so nobody waits. The notes of one loan are few, so that a loan is as fast when very many wait: their
 * number is bounded, and they are found by the index, also by a plan that was made while the table was empty.
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
    this.addSql(`
      create or replace function circulation_note_loans() returns trigger language plpgsql set enable_seqscan = off as $$
      begin
        if pg_try_advisory_xact_lock(hashtext('loan_count')) then
          with settled as (
            delete from loan_count_change where id = any (array(select id from loan_count_change order by id limit 100))
            returning book_id, change)
          insert into loan_count as kept (book_id, loans)
          select book_id, sum(change) from (
            select book_id, change from settled
            union all
            select book_id, case tg_op when 'INSERT' then 1 else -1 end from noted
          ) as changed group by book_id
          on conflict (book_id) do update set loans = kept.loans + excluded.loans;
        else
          insert into loan_count_change (book_id, change)
          select book_id, case tg_op when 'INSERT' then count(*) else -count(*) end from noted group by book_id;
        end if;
        return null;
      end $$`);
  }

  /** The counts are lost, and made anew by `up`. */
  override down(): void {
    this.addSql(`
      create or replace function circulation_note_loans() returns trigger language plpgsql as $$
      begin
        insert into loan_count_change (book_id, change)
        select book_id, case tg_op when 'INSERT' then count(*) else -count(*) end from noted group by book_id;
        return null;
      end $$`);
    this.addSql('drop table loan_count');
  }
}
