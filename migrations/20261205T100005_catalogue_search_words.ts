import { Migration } from '@mikro-orm/migrations';

/** Letters and marks that are written without spaces between words, and those of Korean, where spaces vary. */
const spaceless = `
  E01-E5B E81-EDF 1000-103F 1050-108F 1100-11FF 1780-17D3 1950-19DD 1A20-1AAD 2E80-2FDF 3005-3007
  3021-3029 3031-3035 3038-303C 3041-30FF 3105-31BF 31F0-31FF 3400-4DBF 4E00-A48C A960-A97C A9E0-A9EF
  A9FA-A9FE AA60-AADF AC00-D7FB F900-FAFF 16FE0-18DFF 1AFF0-1B2FF 20000-3FFFF`;

const wordless = spaceless
  .trim()
  .split(/\s+/)
  .map((range) => range.split('-').map(escaped).join('-'))
  .join('');

/** So many characters of each part of a document are indexed: PostgreSQL's documents are smaller than 1 MB. */
const indexedAtMost = 15_000;

/** One letter as a word. */
const initial = `[^ 0-9''${wordless}]`;

/**
 * The words of a normal text. A word with an apostrophe is one word and its parts, initials are also one word, and texts
 * without spaces are their characters and all pairs of neighbours.
 */
const lexemes = `
      create function catalogue_lexemes(words text, weight text) returns tsvector
      language plpgsql immutable strict parallel safe as $$
      declare
        found text[] := '{}';
        place integer := 0;
        before text := '';
        word text;
        piece text;
      begin
        foreach word in array string_to_array(left(words, ${indexedAtMost}), ' ') loop
          place := place + 1;
          if octet_length(word) > length(word) and word ~ '[${wordless}]' then
            for piece in select m[1] from regexp_matches(word, '[${wordless}]|[^${wordless}'']+', 'g') as m loop
              found := array_append(found, left(piece, 500) || ':' || place || weight);
              if piece !~ '^[${wordless}]' then
                before := '';
              else
                if before <> '' then
                  found := array_append(found, before || piece || ':' || place - 1 || weight);
                end if;
                before := piece;
              end if;
              place := place + 1;
            end loop;
            place := place - 1;
          elsif strpos(word, '''') > 0 then
            foreach piece in array replace(word, '''', '') || string_to_array(word, '''') loop
              if piece <> '' then
                found := array_append(found, left(piece, 500) || ':' || place || weight);
              end if;
            end loop;
            before := '';
          else
            found := array_append(found, left(word, 500) || ':' || place || weight);
            before := '';
          end if;
        end loop;
        if words ~ '(?:^| )[^ ] [^ ](?:$| )' then
          for piece in
            select replace(m[1], ' ', '')
            from regexp_matches(left(words, ${indexedAtMost}), '(?<![^ ])(${initial}(?: ${initial})+)(?![^ ])', 'g') as m
          loop
            found := array_append(found, left(piece, 500) || ':1' || weight);
          end loop;
        end if;
        return array_to_string(found, ' ')::tsvector;
      end $$`;

/** A query that every document with all the words has, in whatever form the words are there. */
const query = `
      create function catalogue_query_of(words text) returns tsquery
      language plpgsql immutable strict parallel safe as $$
      declare
        found text := '';
        run text := '';
        word text;
        parts text[];
      begin
        foreach word in array string_to_array(words, ' ') || ''::text loop
          word := left(word, 500);
          if word ~ '^${initial}$' then
            run := run || word;
            continue;
          end if;
          if length(run) = 1 then
            found := found || ' & ' || run;
          elsif run <> '' then
            found := found || ' & (' || run || ' | (' || array_to_string(string_to_array(run, null), ' & ') || '))';
          end if;
          run := '';
          parts := array_remove(string_to_array(word, ''''), '');
          if octet_length(word) > length(word) and word ~ '[${wordless}]' then
            found := found || (
              select coalesce(' & ' || string_agg(
                case when length(m[1]) = 1 or m[1] !~ '^[${wordless}]' then m[1]
                  else (select '(' || string_agg(substr(m[1], place, 2), ' <-> ' order by place) || ')'
                        from generate_series(1, length(m[1]) - 1) as place) end, ' & '), '')
              from regexp_matches(replace(word, '''', ''), '[${wordless}]+|[^${wordless}]+', 'g') as m);
          elsif cardinality(parts) > 1 then
            found := found || ' & (' || array_to_string(parts, '') || ' | (' || array_to_string(parts, ' & ') || '))';
          elsif cardinality(parts) = 1 then
            found := found || ' & ' || parts[1];
          end if;
        end loop;
        return cast(nullif(substr(found, 4), '') as tsquery);
      end $$`;

/** Finds words with an apostrophe, initials, and parts of texts without spaces. */
export class CatalogueSearchWords extends Migration {
  override up(): void {
    this.addSql(lexemes);
    this.addSql(query);
    // The form of a stored document. All present ones have the first form; the default is that of all new rows, also of
    // those that the older release adds.
    this.addSql('alter table book add column document_form smallint not null default 1');
    this.addSql('alter table book alter column document_form set default 2');
    this.documents(`
      return catalogue_lexemes(catalogue_text(title || ' ' || coalesce(subtitle, '')), 'A')
        || catalogue_lexemes(catalogue_text(coalesce(contributor_names(contributors), '')), 'B')
        || catalogue_lexemes(catalogue_text(array_to_string(subjects, ' ')), 'C')`);
    this.vocabulary(`select word
        from (select distinct unnest(tsvector_to_array(document)) as word from described) as words
        where octet_length(word) = length(word) or word !~ '[${wordless}]' order by word`);
  }

  override down(): void {
    this.addSql('alter table book drop column document_form');
    this.vocabulary(
      'select distinct unnest(tsvector_to_array(document)) as word from described order by word',
    );
    this.documents(`
      return setweight(to_tsvector('catalogue', title || ' ' || coalesce(subtitle, '')), 'A')
        || setweight(to_tsvector('catalogue', coalesce(contributor_names(contributors), '')), 'B')
        || setweight(to_tsvector('catalogue', array_to_string(subjects, ' ')), 'C')`);
    this.addSql('drop function catalogue_query_of(text)');
    this.addSql('drop function catalogue_lexemes(text, text)');
  }

  /** The stored documents change when their books do; a job refreshes the others. */
  private documents(body: string): void {
    this.addSql(`
      create or replace function catalogue_document(title text, subtitle text, contributors jsonb, subjects text[])
      returns tsvector language sql immutable parallel safe ${body}`);
  }

  /** Pairs of characters are no words that a misspelt one can be corrected to. */
  private vocabulary(words: string): void {
    this.addSql(`
      create or replace function catalogue_learn_words() returns trigger language plpgsql as $$
      begin
        insert into catalogue_word
        ${words}
        on conflict do nothing;
        return null;
      end $$`);
  }
}

function escaped(code: string): string {
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
