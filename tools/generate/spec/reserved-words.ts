import { snake } from './words.js';

const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that are no names in TypeScript. */
const inTypeScript = listed(`
  any arguments as async await bigint boolean break case catch class const continue constructor debugger declare default
  delete do else enum eval export extends false finally for from function get if implements import in infer instanceof
  interface is keyof let module namespace never new null number object of package private protected prototype public
  readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown
  using var void while with yield`);

/** Words that PostgreSQL takes as the name of a table or a column only in quotes. */
const inSql = listed(`
  all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
  unique user using variadic verbose when where window with`);

/** Words that the templates use as names of their own. A test finds those that are missing. */
const inTemplates = listed(`
  action add added after answer array audience audit before bind blank body call changed changes clock code codes container
  context counted created cursors data database date deleted describe details down each edit example exclude expect
  feature first found full german given gives headers ids index inject injectable items job json key last library limit list
  listed lock locked made max method migration min moment name next none nothing now offset once one operation others page
  part partial parts path place promise query reason reasons record recorded refusal reply rest revise revision route
  routes run said scenarios second select send sending sent service show shown sinon slice sql stale status stored subject
  succession tag tags target then token total translations unit url view withdraw work wrong`);

/** Whether a name cannot stand in the code. */
export function isReservedInCode(name: string): boolean {
  return inTypeScript.has(name);
}

/** Whether a name cannot stand in a statement. @param name in camelCase */
export function isReservedInSql(name: string): boolean {
  return inSql.has(snake(name));
}

/** Whether the code of a feature that is called so would have two meanings for one name. */
export function isUsedByTemplates(name: string): boolean {
  return inTemplates.has(name);
}
