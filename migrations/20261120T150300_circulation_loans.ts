import { Migration } from '@mikro-orm/migrations';

/** Loans and policies. The constraints guarantee the invariants of lending. */
export class CirculationLoans extends Migration {
  override up(): void {
    this.policies();
    this.loans();
    this.onLoanMeansOpenLoan();
  }

  override down(): void {
    this.addSql('drop trigger copy_on_loan_iff_open_loan on copy');
    this.addSql('drop table loan');
    this.addSql('drop function circulation_assert_copy()');
    this.addSql('drop table policy');
  }

  private policies(): void {
    this.addSql(`
      create table policy (
        id bigint generated always as identity primary key,
        patron_category text not null,
        copy_kind text not null,
        loan_days integer not null check (loan_days > 0),
        renewals_max integer not null check (renewals_max >= 0),
        loans_max integer not null check (loans_max >= 0),
        holds_max integer not null check (holds_max >= 0),
        closed_weekdays integer[] not null default '{}' check (closed_weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
        unique (patron_category, copy_kind)
      )`);
    this.addSql(`
      insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
      values ('*', '*', 21, 2, 5, 5)`);
  }

  private loans(): void {
    this.addSql(`
      create table loan (
        id bigint generated always as identity primary key,
        copy_id bigint not null references copy (id),
        book_id bigint not null references book (id),
        patron_id bigint references patron (id),
        out_at timestamptz not null,
        due_at timestamptz not null,
        closed_at timestamptz,
        close_reason text check (close_reason in ('returned', 'lost')),
        renewals integer not null,
        terms jsonb not null,
        check (due_at > out_at),
        check (closed_at >= out_at),
        check (closed_at is not null or patron_id is not null),
        check ((closed_at is null) = (close_reason is null))
      )`);
    this.addSql('create unique index loan_one_open_per_copy on loan (copy_id) where closed_at is null');
    this.addSql('create index loan_copy on loan (copy_id)');
    this.addSql('create index loan_book on loan (book_id)');
    this.addSql('create index loan_patron on loan (patron_id, id)');
    this.addSql('create index loan_patron_open on loan (patron_id) where closed_at is null');
    this.addSql('create index loan_due on loan (due_at) where closed_at is null');
  }

  /**
   * A copy is `on_loan` if and only if it has an open loan. The check is deferred to the commit, when both rows are
   * written. Every path updates the row of the copy, so two transactions cannot each miss the other's change.
   */
  private onLoanMeansOpenLoan(): void {
    this.addSql(`
      create function circulation_assert_copy() returns trigger language plpgsql as $$
      declare
        touched bigint[];
        liar bigint;
      begin
        if tg_table_name = 'copy' then touched := array[new.id]; else touched := array[old.copy_id, new.copy_id]; end if;
        select id into liar from copy
        where id = any (touched)
          and (status = 'on_loan') <> exists (select from loan where copy_id = copy.id and closed_at is null);
        if found then
          raise exception 'copy %: its status and its loans disagree', liar
            using errcode = 'check_violation', constraint = 'copy_on_loan_iff_open_loan';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger copy_on_loan_iff_open_loan after insert or update on copy
      deferrable initially deferred for each row execute function circulation_assert_copy()`);
    this.addSql(`
      create constraint trigger open_loan_iff_copy_on_loan_on_update after update on loan
      deferrable initially deferred for each row execute function circulation_assert_copy()`);
    // Inserting or deleting a closed loan, for example in an import, does not affect its copy.
    for (const [event, row] of [
      ['insert', 'new'],
      ['delete', 'old'],
    ]) {
      this.addSql(`
        create constraint trigger open_loan_iff_copy_on_loan_on_${event} after ${event} on loan
        deferrable initially deferred for each row when (${row}.closed_at is null)
        execute function circulation_assert_copy()`);
    }
  }
}
