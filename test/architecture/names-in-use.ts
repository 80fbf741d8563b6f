import { basename, dirname } from 'node:path';
import type { FormerName } from './former-names.js';
import { isNode, nameIn, nodesOf, type Node, type Source } from './syntax.js';

/** The names of one file: all of them, those of functions and methods, those of members, its own and its folders'. */
interface NamesInUse {
  readonly any: ReadonlySet<string>;
  readonly function: ReadonlySet<string>;
  readonly member: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  readonly file: string;
  readonly path: readonly string[];
}

const METHODS = /^(?:ClassMethod|PrivateMethod|MethodProperty|TsMethodSignature)$/;
const MEMBERS = /^(?:ClassProperty|PrivateProperty|KeyValueProperty|TsPropertySignature|GetterProperty)$/;

/** The former names that these sources use, each as `path: former, now called new`. */
export function formerNamesIn(sources: readonly Source[], names: readonly FormerName[]): string[] {
  return sources.flatMap((source) => {
    const used = namesOf(source);
    return names
      .filter((name) => name.in?.test(source.path) !== false && isUsed(name, used))
      .map(({ former, now }) => `${source.path}: ${former}, now called ${now}`);
  });
}

function isUsed({ former, as }: FormerName, used: NamesInUse): boolean {
  if (as === 'part') return used.parts.has(former) || used.parts.has(`${former}s`);
  if (as === 'any') return used.any.has(former) || used.path.includes(kebabOf(former));
  return as === 'file' ? used.file === former : used[as].has(former);
}

function namesOf({ path, tree }: Source): NamesInUse {
  const nodes = nodesOf(tree);
  const any = new Set(nodes.flatMap(ownName));
  const file = basename(path).replace(/[.].*$/, '');
  const segments = [...dirname(path).split('/'), file];
  return {
    any,
    function: new Set(nodes.flatMap(functionName)),
    member: new Set(nodes.flatMap(memberName)),
    parts: new Set([...any, ...segments].flatMap(partsOf)),
    file,
    path: segments,
  };
}

const names = (part: unknown): string[] => {
  const name = nameIn(part);
  return name === undefined ? [] : [name.replace(/^#/, '')];
};

function ownName(node: Node): string[] {
  return node.type === 'Identifier' || node.type === 'PrivateName' ? names(node) : [];
}

/** The name that is declared as a function; a variable that only has the type of one does not count. */
function functionName(node: Node): string[] {
  if (node.type === 'FunctionDeclaration') return names(node['identifier']);
  if (METHODS.test(node.type)) return names(node['key']);
  const value = node['init'] ?? node['value'];
  const isFunction = isNode(value) && /^(?:ArrowFunction|Function)Expression$/.test(value.type);
  return isFunction ? names(node['id'] ?? node['key']) : [];
}

function memberName(node: Node): string[] {
  return METHODS.test(node.type) || MEMBERS.test(node.type) ? names(node['key']) : [];
}

/** The parts of a name: of `loadPolicies` these are `load` and `policies`. */
function partsOf(name: string): string[] {
  return name.split(/[-_$\d]|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((part) => part.toLowerCase());
}

function kebabOf(name: string): string {
  return partsOf(name).join('-');
}
