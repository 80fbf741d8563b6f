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

/** One letter as a word. */
const initial = `[^ 0-9''${wordless}]`;

/**
 * A query that every document with all the words has, in whatever form the words are there.
 * @param mixed selects the query for a word with characters of a script without spaces
 */
const query = (mixed: string) => `
      create or replace function catalogue_query_of(words text) returns tsquery
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
              ${mixed});
          elsif cardinality(parts) > 1 then
            found := found || ' & (' || array_to_string(parts, '') || ' | (' || array_to_string(parts, ' & ') || '))';
          elsif cardinality(parts) = 1 then
            found := found || ' & ' || parts[1];
          end if;
        end loop;
        return cast(nullif(substr(found, 4), '') as tsquery);
      end $$`;

/** An apostrophe that does not stand between two letters of a script with spaces. */
const loose = `''+(?=[${wordless}]|$)|(?<=[${wordless}])''+`;

/** Without any apostrophe. */
const joined = `select coalesce(' & ' || string_agg(
                case when length(m[1]) = 1 or m[1] !~ '^[${wordless}]' then m[1]
                  else (select '(' || string_agg(substr(m[1], place, 2), ' <-> ' order by place) || ')'
                        from generate_series(1, length(m[1]) - 1) as place) end, ' & '), '')
              from regexp_matches(replace(word, '''', ''), '[${wordless}]+|[^${wordless}]+', 'g') as m`;

/** Divided at an apostrophe, or taken as one. */
const divided = `select coalesce(' & ' || string_agg(
                case when m[1] !~ '^[${wordless}]' then (
                    select case when cardinality(own) > 1
                      then '(' || array_to_string(own, '') || ' | (' || array_to_string(own, ' & ') || '))'
                      else own[1] end
                    from array_remove(string_to_array(m[1], ''''), '') as own)
                  when length(m[1]) = 1 then m[1]
                  else (select '(' || string_agg(substr(m[1], place, 2), ' <-> ' order by place) || ')'
                        from generate_series(1, length(m[1]) - 1) as place) end, ' & '), '')
              from regexp_matches(regexp_replace(word, '${loose}', '', 'g'), '[${wordless}]+|[^${wordless}]+', 'g') as m`;

/** Divides words of several scripts at an apostrophe, as documents do, or takes them as one: `l'été中国`. */
export class CatalogueMixedWords extends Migration {
  override up(): void {
    this.addSql(query(divided));
  }

  override down(): void {
    this.addSql(query(joined));
  }
}

function escaped(code: string): string {
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
