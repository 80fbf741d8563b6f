import type { ClientBase } from 'pg';

/** Objects of an extension come and go with it, and are listed under its name. */
const ofExtension = (catalogue: string, oid: string) => `
  exists (select from pg_depend where classid = '${catalogue}'::regclass and objid = ${oid} and deptype = 'e')`;

const ours = (namespace: string) => `
  ${namespace}::regnamespace::text !~ '^(pg_|information_schema$)'`;

/**
 * For each kind of schema object: its name and its full definition, as text. Not null is told with its column: in some
 * versions of PostgreSQL it is a constraint as well, with a name that PostgreSQL chooses.
 */
const kinds: Readonly<Record<string, string>> = {
  extension: `select extname as name, extversion as told from pg_extension where extname <> 'plpgsql'`,
  schema: `select nspname as name, '' as told from pg_namespace where ${ours('oid')} and nspname <> 'public'`,
  relation: `
    select oid::regclass::text as name,
      concat_ws(' ', relkind, relpersistence, reloptions, case relkind when 'v' then pg_get_viewdef(oid) end) as told
    from pg_class where ${ours('relnamespace')} and relkind <> 'i' and not ${ofExtension('pg_class', 'oid')}`,
  column: `
    select attrelid::regclass || '.' || attname as name,
      concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
                concat('identity=', attidentity), concat('generated=', attgenerated), nullif(attcollation, 0)::regcollation,
                pg_get_expr(adbin, adrelid)) as told
    from pg_attribute join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where ${ours('relnamespace')} and relkind in ('r', 'v', 'm', 'p') and attnum > 0 and not attisdropped`,
  index: `
    select indexrelid::regclass::text as name, concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid) as told
    from pg_index join pg_class on pg_class.oid = indexrelid where ${ours('relnamespace')}`,
  constraint: `
    select coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text) || '.' || conname as name,
      concat_ws(' ', pg_get_constraintdef(oid), convalidated) as told
    from pg_constraint where ${ours('connamespace')} and contype <> 'n'`,
  trigger: `
    select tgrelid::regclass || '.' || tgname as name, concat_ws(' ', pg_get_triggerdef(oid), tgenabled) as told
    from pg_trigger where not tgisinternal`,
  function: `
    select oid::regprocedure::text as name, pg_get_functiondef(oid) as told from pg_proc
    where ${ours('pronamespace')} and prokind in ('f', 'p') and not ${ofExtension('pg_proc', 'oid')}`,
  sequence: `
    select seqrelid::regclass::text as name,
      concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle) as told
    from pg_sequence`,
  type: `
    select pg_type.oid::regtype::text as name,
      concat_ws(' ', typtype, nullif(typbasetype, 0)::regtype, typnotnull, typdefault,
                (select array_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = pg_type.oid)) as told
    from pg_type where ${ours('typnamespace')} and typtype in ('e', 'd') and not ${ofExtension('pg_type', 'oid')}`,
  'text search configuration': `
    select cfg.oid::regconfig::text as name,
      concat_ws(' ', prsname, (select array_agg(concat_ws(' ', maptokentype, mapseqno, mapdict::regdictionary)
                                                order by maptokentype, mapseqno)
                               from pg_ts_config_map where mapcfg = cfg.oid)) as told
    from pg_ts_config cfg join pg_ts_parser parser on parser.oid = cfgparser where ${ours('cfgnamespace')}`,
};

/** Everything in the schema of a database except its rows: a sorted line for each object. */
export async function describeSchema(client: ClientBase): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, query] of Object.entries(kinds)) {
    const { rows } = await client.query<{ name: string; told: string }>(query);
    lines.push(...rows.map(({ name, told }) => `${kind} ${name}: ${told}`));
  }
  return lines.toSorted();
}
