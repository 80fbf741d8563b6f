import { Migration } from '@mikro-orm/migrations';

/**
 * From now on each change of the number of loans of a book is noted, in the transaction of the loan. Notes are only
 * added, so no loan waits for another one of the same book (docs/decisions/0076).
 */
export class CirculationLoanCountChanges extends Migration {
  override up(): void {
    this.addSql(`
      create table loan_count_change (
        id bigint generated always as identity primary key,
        book_id bigint not null,
        change integer not null
      )`);
    this.addSql(`
      create function circulation_note_loans() returns trigger language plpgsql as $$
      begin
        insert into loan_count_change (book_id, change)
        select book_id, case tg_op when 'INSERT' then count(*) else -count(*) end from noted group by book_id;
        return null;
      end $$`);
    this.addSql(`
      create function circulation_note_moved_loan() returns trigger language plpgsql as $$
      begin
        insert into loan_count_change (book_id, change) values (old.book_id, -1), (new.book_id, 1);
        return null;
      end $$`);
    this.addSql(`
      create trigger loan_noted_on_insert after insert on loan referencing new table as noted
      for each statement execute function circulation_note_loans()`);
    this.addSql(`
      create trigger loan_noted_on_delete after delete on loan referencing old table as noted
      for each statement execute function circulation_note_loans()`);
    // Of a single column, so that returns and renewals, which do not write it, cost nothing.
    this.addSql(`
      create trigger loan_noted_on_move after update of book_id on loan
      for each row when (old.book_id <> new.book_id) execute function circulation_note_moved_loan()`);
  }

  override down(): void {
    this.addSql('drop trigger loan_noted_on_move on loan');
    this.addSql('drop trigger loan_noted_on_delete on loan');
    this.addSql('drop trigger loan_noted_on_insert on loan');
    this.addSql('drop function circulation_note_moved_loan()');
    this.addSql('drop function circulation_note_loans()');
    this.addSql('drop table loan_count_change');
  }
}
