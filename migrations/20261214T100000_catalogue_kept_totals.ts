import { Migration } from '@mikro-orm/migrations';

/** The values that lists of books are sorted by. Titles and names are as in the indexes of those lists. */
const values = `
        book_id bigint,
        title text,
        author text,
        names text,
        year integer,
        created timestamptz`;

const listed = (table: string): string => `
          select id, left(fold(title), 500), left(fold(contributor_names(contributors)), 200),
                 fold(contributor_names(contributors)), year, created_at
          from ${table} where withdrawn_at is null`;

/**
 * The number of kept books, and milestones in each order of them: a job makes and moves both. Until it has, lists count
 * and skip. Each change of a kept book is noted until the job has added it to the total and to the places of the
 * milestones. A writer only adds rows of its own, so no writer waits for another one.
 */
export class CatalogueKeptTotals extends Migration {
  override up(): void {
    this.addSql(`
      create table book_total (
        single boolean primary key default true check (single),
        books bigint not null,
        edition bigint not null default 1
      )`);
    this.addSql(`
      create table book_milestone (
        id bigint generated always as identity primary key,
        sort text not null,
        place bigint not null,${values}
      )`);
    this.addSql('create index book_milestone_place on book_milestone (sort, place)');
    this.addSql(`
      create table book_change (
        id bigint generated always as identity primary key,
        delta smallint not null check (delta in (-1, 1)),${values}
      )`);
    this.notes();
  }

  override down(): void {
    for (const event of ['insert', 'update', 'delete'])
      this.addSql(`drop trigger book_changes_on_${event} on book`);
    this.addSql('drop function catalogue_note_changes()');
    for (const table of ['book_change', 'book_milestone', 'book_total']) this.addSql(`drop table ${table}`);
  }

  private notes(): void {
    const note = (delta: number, rows: string): string => `
          insert into book_change (delta, book_id, title, author, names, year, created)
          select ${delta}, noted.* from (${rows}) as noted`;
    this.addSql(`
      create function catalogue_note_changes() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then ${note(1, listed('added'))};
        elsif tg_op = 'DELETE' then ${note(-1, listed('removed'))};
        else ${note(-1, `${listed('removed')} except ${listed('added')}`)};
          ${note(1, `${listed('added')} except ${listed('removed')}`)};
        end if;
        return null;
      end $$`);
    for (const [event, tables] of [
      ['insert', 'new table as added'],
      ['update', 'old table as removed new table as added'],
      ['delete', 'old table as removed'],
    ] as const) {
      this.addSql(`
        create trigger book_changes_on_${event} after ${event} on book
        referencing ${tables} for each statement execute function catalogue_note_changes()`);
    }
  }
}
