import { Migration } from '@mikro-orm/migrations';

/** Books, copies, and the indexes and functions for searches. */
export class CatalogueBooks extends Migration {
  override up(): void {
    this.searchFunctions();
    this.books();
    this.copies();
    this.vocabulary();
  }

  override down(): void {
    this.addSql('drop table catalogue_word');
    this.addSql('drop table copy');
    this.addSql('drop sequence copy_barcode');
    this.addSql('drop table book');
    this.addSql('drop function catalogue_learn_words()');
    this.addSql('drop function catalogue_document(text, text, jsonb, text[])');
    this.addSql('drop function fold_all(text[])');
    this.addSql('drop function contributor_names(jsonb)');
    this.addSql('drop text search configuration catalogue');
  }

  private searchFunctions(): void {
    this.addSql('create text search configuration catalogue (copy = simple)');
    this.addSql(`
      alter text search configuration catalogue
      alter mapping for hword, hword_part, word with unaccent, simple`);
    this.addSql(`
      create function contributor_names(contributors jsonb) returns text
      language sql immutable strict parallel safe
      return (select string_agg(entry ->> 'name', ', ' order by position)
              from jsonb_array_elements(contributors) with ordinality as list (entry, position))`);
    this.addSql(`
      create function fold_all(words text[]) returns text[]
      language sql immutable strict parallel safe
      return (select coalesce(array_agg(fold(word)), '{}') from unnest(words) as word)`);
    this.addSql(`
      create function catalogue_document(title text, subtitle text, contributors jsonb, subjects text[])
      returns tsvector language sql immutable parallel safe
      return setweight(to_tsvector('catalogue', title || ' ' || coalesce(subtitle, '')), 'A')
        || setweight(to_tsvector('catalogue', coalesce(contributor_names(contributors), '')), 'B')
        || setweight(to_tsvector('catalogue', array_to_string(subjects, ' ')), 'C')`);
  }

  private books(): void {
    this.addSql(`
      create table book (
        id bigint generated always as identity primary key,
        title text not null,
        subtitle text,
        contributors jsonb not null default '[]',
        isbn text,
        isbn13 text check (isbn13 ~ '^97[89][0-9]{10}$'),
        publisher text,
        year integer,
        language text,
        subjects text[] not null default '{}',
        description text,
        revision integer not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        withdrawn_at timestamptz,
        document tsvector not null
          generated always as (catalogue_document(title, subtitle, contributors, subjects)) stored,
        check ((isbn is null) = (isbn13 is null))
      )`);
    this.addSql('create index book_document on book using gin (document)');
    this.addSql('create index book_title_words on book using gin (fold(title) gin_trgm_ops)');
    // A B-tree entry holds at most 2,704 bytes: enough for 500 characters of any script.
    this.addSql('create index book_title_order on book (left(fold(title), 500), id)');
    this.addSql('create index book_title_same on book using hash (fold(title))');
    this.addSql(
      'create index book_author_words on book using gin (fold(contributor_names(contributors)) gin_trgm_ops)',
    );
    this.addSql('create index book_isbn13 on book (isbn13)');
    this.addSql('create index book_year on book (year, id)');
    this.addSql('create index book_subjects on book using gin (fold_all(subjects))');
  }

  private copies(): void {
    this.addSql(`
      create table copy (
        id bigint generated always as identity primary key,
        book_id bigint not null references book (id),
        barcode text not null,
        kind text not null,
        status text not null check (status in ('in_process', 'available', 'on_loan', 'on_hold_shelf',
                                               'in_repair', 'missing', 'lost', 'withdrawn')),
        call_number text,
        shelf text,
        created_at timestamptz not null
      )`);
    this.addSql('create unique index copy_barcode_unique on copy (upper(barcode))');
    this.addSql('create index copy_book on copy (book_id, status, id)');
    this.addSql('create sequence copy_barcode');
  }

  /**
   * All words of all documents, for correcting misspelt search words. Words of withdrawn books stay; they do no harm.
   */
  private vocabulary(): void {
    this.addSql('create table catalogue_word (word text primary key)');
    this.addSql('create index catalogue_word_similar on catalogue_word using gin (word gin_trgm_ops)');
    // Sorted, so that two writers that add the same new words lock them in the same order and cannot deadlock.
    this.addSql(`
      create function catalogue_learn_words() returns trigger language plpgsql as $$
      begin
        insert into catalogue_word
        select distinct unnest(tsvector_to_array(document)) as word from described order by word
        on conflict do nothing;
        return null;
      end $$`);
    for (const event of ['insert', 'update']) {
      this.addSql(`
        create trigger book_words_on_${event} after ${event} on book
        referencing new table as described for each statement execute function catalogue_learn_words()`);
    }
  }
}
