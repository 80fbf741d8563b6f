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

/** Each order with the columns of its index. Whole names may be too long for an index. */
const orders: Readonly<Record<string, string>> = {
  id: 'book_id',
  '-id': 'book_id desc',
  title: 'title, book_id',
  '-title': 'title desc, book_id',
  author: 'author',
  '-author': 'author desc nulls last',
  year: 'year, book_id',
  '-year': 'year desc nulls last, book_id',
  created: 'created, book_id',
  '-created': 'created desc, book_id',
};

/**
 * The number of kept books, and milestones in each order of them, with the number of books up to each from the one before
 * it. About a hundred milestones are a stretch, which has their sum. A job makes and updates all of them. Until it has,
 * lists count and skip. Each change of a kept book is noted until the job has added it to these numbers. A writer only
 * adds rows of its own, so no writer waits for another one.
 */
export class CatalogueKeptTotals extends Migration {
  override up(): void {
    this.rules();
    this.addSql(`
      create table book_total (
        single boolean primary key default true check (single),
        books bigint not null,
        edition bigint not null default 1,
        rules text not null default catalogue_order_rules()
      )`);
    this.milestones();
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
    for (const table of ['book_change', 'book_milestone', 'book_stretch', 'book_total'])
      this.addSql(`drop table ${table}`);
    this.addSql('drop function catalogue_order_rules()');
  }

  /** What the order of texts depends on. The columns of pg_database have other names in other releases of PostgreSQL. */
  private rules(): void {
    this.addSql(`
      create function catalogue_order_rules() returns text language sql stable
      return (
        select concat_ws(' ', facts ->> 'datlocprovider', facts ->> 'datcollate', facts ->> 'datctype',
                         facts ->> 'datlocale', facts ->> 'daticulocale', facts ->> 'daticurules',
                         facts ->> 'datcollversion', pg_database_collation_actual_version(oid),
                         md5(pg_get_functiondef(to_regproc('fold'))),
                         md5(pg_get_functiondef(to_regproc('contributor_names'))))
        from pg_database as base, to_jsonb(base) as facts where datname = current_database())`);
  }

  private milestones(): void {
    this.addSql(`
      create table book_stretch (
        id bigint generated always as identity primary key,
        sort text not null,
        number integer not null,
        books bigint not null
      )`);
    this.addSql('create index book_stretch_number on book_stretch (sort, number)');
    this.addSql(`
      create table book_milestone (
        id bigint generated always as identity primary key,
        sort text not null,
        stretch bigint not null references book_stretch,
        books bigint not null,${values}
      )`);
    this.addSql('create index book_milestone_stretch on book_milestone (stretch)');
    for (const [sort, columns] of Object.entries(orders)) {
      const name = sort.replace('-', 'last_');
      this.addSql(
        `create index book_milestone_${name} on book_milestone (${columns}) where sort = '${sort}'`,
      );
    }
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
