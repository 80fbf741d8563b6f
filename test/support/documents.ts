import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of package.json. Compiled tests are in `dist/test/support`. */
export const projectRoot = join(import.meta.dirname, '../../..');

/** A text that is written for people. */
export interface Document {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

export function readDocument(path: string): Document {
  return { path, text: readFileSync(join(projectRoot, path), 'utf8') };
}

/** README, change log, security, and everything in `docs/` and `guides/`. */
export function allDocuments(): Document[] {
  const paths = globSync('{docs,guides}/**/*.md', { cwd: projectRoot }).toSorted();
  return ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...paths].map(readDocument);
}

/** The names of all scripts of package.json. */
export function scriptNames(): string[] {
  const { scripts } = JSON.parse(readDocument('package.json').text) as { scripts: object };
  return Object.keys(scripts);
}

/** Folders that git ignores: they are created when they are needed. */
const made = readDocument('.gitignore').text.split('\n').filter(Boolean);
const isMade = (path: string): boolean =>
  made.some((pattern) => path === pattern || `${path}/`.startsWith(`${pattern.replace(/\/$/, '')}/`));

const here = readdirSync(projectRoot);

/**
 * Whether a text names a file or a folder of the project, by its extension or by a top-level folder. `<feature>`, `*`
 * and `{a,b}` may be part of it. URL paths of the service begin with a slash and do not count.
 */
export function isPath(text: string): boolean {
  if (!/^[\w.<*{][\w.<>*{},/-]*$/.test(text)) return false;
  const [first = '', ...rest] = text.split('/');
  return (
    /[.](?:ts|js|json|md|yaml)$/.test(text) || text.endsWith('/') || (rest.length > 0 && here.includes(first))
  );
}

/** Whether such a path exists in the project, or would exist after a build. */
export function exists(path: string): boolean {
  return isMade(path) || globSync(path.replaceAll(/<\w+>/g, '*'), { cwd: projectRoot }).length > 0;
}

/** Every word of the code, of the project's settings, and of the database columns. */
export function wordsOfTheCode(): ReadonlySet<string> {
  const folders = '{config,contract,migrations,seeds,src,test,tools}/**/*.ts';
  const files = [...globSync(folders, { cwd: projectRoot }), 'docs/alerts.yml', 'package.json'];
  const texts = files.map((path) => readDocument(path).text);
  return new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
}
