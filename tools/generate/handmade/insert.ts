import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readSource, type Source } from './syntax.js';

/** A text to be inserted into a source file, after what is called `beside` in a declaration. */
export interface Insertion {
  readonly declaration: string;
  readonly beside: string;
  /** How often `beside` is written there. */
  readonly times: number;
  readonly text: string;
}

/** What may have to be imported: its name, and the path of its module. */
export type Importable = ReadonlyMap<string, { readonly from: string; readonly isType?: true }>;

/** The text of a file with a place. @throws Error that names it when it is not there */
export function textAt(root: string, path: string): string {
  if (!existsSync(join(root, path))) throw new Error(`There is no ${path}, to which a field belongs.`);
  return readFileSync(join(root, path), 'utf8');
}

interface Edit {
  /** The byte before which it is inserted. */
  readonly at: number;
  readonly text: string;
}

/**
 * The source text with insertions, and with the imports of what they use.
 * @param path of the file, from the root of the project
 * @param declarations what is inserted after the imports
 * @throws Error that names a place that is not there
 */
export function inserted(
  path: string,
  text: string,
  insertions: readonly Insertion[],
  importable: Importable,
  declarations = '',
): string {
  const source = readSource(text);
  const edits = insertions.flatMap((each) => editsOf(path, source, each));
  const used = [declarations, ...insertions.map((each) => each.text)].join('\n');
  const words = new Set(used.replaceAll(/'(?:[^'\\]|\\.)*'/g, '').match(/\w+/g));
  const known = new Set(source.imports.flatMap(({ names }) => names));
  const missing = [...importable].filter(([name]) => words.has(name) && !known.has(name));
  const imports = missing.map(([name, { from, isType = false }]) =>
    importOf(source, name, isType, /^(?:contract|src)\//.test(from) ? pathTo(path, from) : from),
  );
  const last = source.imports.at(-1)?.end ?? 0;
  return edited(text, [...edits, ...imports, { at: last, text: `\n${declarations}` }]);
}

function editsOf(path: string, source: Source, { declaration, beside, times, text }: Insertion): Edit[] {
  const found = source.items(declaration).filter(({ name }) => name === beside);
  if (found.length !== times)
    throw new Error(`${path}: ${declaration} has no single place beside ${beside}.`);
  return found.map(({ end, separator }) => ({ at: end, text: separator + text }));
}

/** Adds a name to the import of its module, or adds this import. */
function importOf({ imports }: Source, name: string, isType: boolean, from: string): Edit {
  const present = imports.find((each) => each.from === from && (isType || !each.isOfTypes));
  const specifier = isType && !present?.isOfTypes ? `type ${name}` : name;
  if (present) return { at: present.lastName, text: `, ${specifier}` };
  return { at: imports.at(-1)?.end ?? 0, text: `\nimport { ${specifier} } from '${from}';` };
}

function pathTo(path: string, module: string): string {
  const to = relative(dirname(path), module);
  return to.startsWith('.') ? to : `./${to}`;
}

/** Edits at the same place keep their order. */
function edited(text: string, edits: readonly Edit[]): string {
  const bytes = Buffer.from(text);
  const inOrder = edits.toSorted((one, other) => one.at - other.at);
  const parts = inOrder.map(({ at, text: added }, index) => [
    bytes.subarray(inOrder[index - 1]?.at ?? 0, at).toString(),
    added,
  ]);
  return [...parts.flat(), bytes.subarray(inOrder.at(-1)?.at ?? 0).toString()].join('');
}
