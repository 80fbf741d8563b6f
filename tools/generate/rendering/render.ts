import Mustache from 'mustache';
import { pascal } from '../spec/words.js';
import { formatted } from './source-text.js';

/** The names of the feature that replace those of the templates. */
export interface Names {
  readonly name: string;
  readonly entity: string;
}

/**
 * The text of a template for a feature. Templates call everything after announcements. A line `// __#each__` begins
 * what is there for each item of a list, or if something is true, `// __^each__` what is there otherwise, and
 * `// __/each__` ends it; `__name__` is a value (Mustache with other delimiters). Imports that are not used are left out.
 * @returns an empty text if nothing is left
 */
export async function render(template: string, names: Names, view: object, path: string): Promise<string> {
  const lines = template.replaceAll(/^[ \t]*\/\/ (__[#^/]\w+?__)$/gm, '$1');
  const options = { tags: ['__', '__'] as [string, string], escape: String };
  const text = Mustache.render(named(lines, names), view, {}, options);
  if (text.trim() === '') return '';
  return formatted(withoutUnusedImports(text), path);
}

/** A text, or a path, with the names of the feature in place of those of the templates. */
export function named(text: string, { name, entity }: Names): string {
  const article = /^[aeiou]/.test(entity) ? 'n' : '';
  return text
    .replaceAll(/\b([Aa])n (?=announcement\b)/g, `$1${article} `)
    .replaceAll('announcements', name)
    .replaceAll('Announcements', pascal(name))
    .replaceAll('announcement', entity)
    .replaceAll('Announcement', pascal(entity));
}

/** Where a name is no use of it: in a text in quotes, or in a comment. */
const unused = /'(?:[^'\\\n]|\\.)*'|"[^"\n]*"|\/\*[\s\S]*?\*\/|\/\/.*/g;

/** Removes the names that a file imports and does not use. */
function withoutUnusedImports(text: string): string {
  const imports = /^import (?:type )?\{([^}]*)\} from '[^']+';\n/gm;
  const rest = text.replaceAll(imports, '').replaceAll(unused, '');
  const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(rest);
  return text.replaceAll(imports, (statement, list: string) => {
    const given = list
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean);
    const used = given.filter((each) => isUsed(each.replace(/^type /, '')));
    return used.length === 0 ? '' : statement.replace(list, ` ${used.join(', ')} `);
  });
}
