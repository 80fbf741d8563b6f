import { print, type Module } from '@swc/core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf } from './project.js';
import { isNode, nodesOf, parsed, type Node } from './syntax.js';

/** Forbidden code that no import statement shows. */
export interface Scan {
  readonly name: string;
  /** Files in which it is allowed. */
  readonly except: RegExp;
  /** Whether this code contains it: `text` has no comments and normalised style, `tree` is its syntax tree. */
  readonly finds: (text: string, tree: Module) => boolean;
}

const DECORATOR_IMPORT =
  /import \{ (?:(?:inject|injectable|injectAll|type InjectionToken)(?: as \w+)?(?:, | (?=\})))+\} from ["']tsyringe["']/g;
const ENVIRONMENT =
  /\bprocess\??\.\s*(?:env|loadEnvFile)\b|\bprocess(?:\?\.)?\[["'`](?:env|loadEnvFile)|\benv\b[^{}]*\} (?:= (?:globalThis\.)?process\b|from ["'](?:node:)?process["'])/;
const DATABASE_CLOCK =
  /sql`[^`]*(?:(?<![.\w])now\(\)|\b(?:current_(?:date|time|timestamp)|(?:clock|statement|transaction)_timestamp)\b)/i;

export const scans: readonly Scan[] = [
  {
    name: 'only config/ reads the environment',
    // The samples are texts for programs of others.
    except: /^config\/|^src\/interface\/documentation\/samples\//,
    finds: (text) => ENVIRONMENT.test(text),
  },
  {
    name: 'only composition and tests use the container; the rest may use the injection decorators',
    except: /^src\/composition\/|[.]test[.]ts$/,
    finds: (text) => /["'`]tsyringe["'`]/.test(text.replace(DECORATOR_IMPORT, '')),
  },
  {
    name: 'types are imported by an import statement, because the import rules do not see import() as a type',
    except: /^$/,
    finds: (_text, tree) => JSON.stringify(tree).includes('"type":"TsImportType"'),
  },
  {
    // V8 allocates both in the old generation, and they keep all objects of a request alive until it is collected:
    // decision 0038.
    name: 'no function is written directly as a property value, and no accessor in an object literal',
    except: /^(?!src\/(?:domain|application|infrastructure|interface)\/)|[.]test[.]ts$/,
    finds: (_text, tree) => nodesOf(tree).some(isMadeOld),
  },
  {
    // The service has a clock of its own, which tests and the demo move: decision 0066. Only how long ago an instance
    // was seen is measured by the clock of PostgreSQL, which all instances share.
    name: 'no statement asks PostgreSQL for the time',
    except: /^(?!src\/)|[.]test[.]ts$|\/running-instances[.]ts$/,
    finds: (text) => DATABASE_CLOCK.test(text),
  },
];

function isMadeOld({ type, left, right }: Node): boolean {
  const typeOf = (part: unknown) => (isNode(part) ? part.type : undefined);
  if (type === 'GetterProperty' || type === 'SetterProperty') return true;
  const isFunction = /^(?:ArrowFunction|Function)Expression$/.test(typeOf(right) ?? '');
  return type === 'AssignmentExpression' && typeOf(left) === 'MemberExpression' && isFunction;
}

/** Whether a scan finds forbidden code in this TypeScript. */
export async function finds(scan: Scan, source: string): Promise<boolean> {
  const tree = await parsed(source);
  const { code } = await print(tree);
  return scan.finds(code, tree);
}

/** The files of the source tree at `root` in which a scan finds forbidden code. */
export async function offenders(scan: Scan, root: string): Promise<string[]> {
  const sources = (await filesOf(root)).filter((file) => file.endsWith('.ts') && !scan.except.test(file));
  const found = await Promise.all(
    sources.map(async (file) => finds(scan, await readFile(join(root, file), 'utf8'))),
  );
  return sources.filter((_, index) => found[index]);
}
