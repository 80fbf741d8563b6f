import { parseSync } from '@swc/core';

/** A node of a syntax tree of swc, of which only type and place are known. */
interface Node {
  readonly type: string;
  readonly span?: { readonly end: number };
  readonly [part: string]: unknown;
}

/** Something that is written beside others of its kind: a member, a property, a type of a union, or a statement. */
interface Item {
  readonly name: string | undefined;
  /** The byte after it. */
  readonly end: number;
  /** What stands between it and the next one. */
  readonly separator: string;
}

interface Import {
  readonly from: string;
  readonly names: readonly string[];
  readonly isOfTypes: boolean;
  /** The byte after the last name. */
  readonly lastName: number;
  readonly end: number;
}

/** What the generator needs to know of a source file. */
export interface Source {
  readonly imports: readonly Import[];
  /** What is written in a declaration at the top of the file, for example `Book`, `Patron.close`, or `default`. */
  items(declaration: string): readonly Item[];
}

/** For each kind of node that lists something: the part with the list, and what separates its items. */
const lists: Readonly<Record<string, readonly [part: string, separator: string]>> = {
  ArrayExpression: ['elements', ', '],
  ClassDeclaration: ['body', '\n'],
  FunctionBody: ['stmts', '\n'],
  ObjectExpression: ['properties', ', '],
  ObjectPattern: ['properties', ', '],
  TsInterfaceBody: ['body', '\n'],
  TsUnionType: ['types', ' | '],
};

/** Reads a source text. Places are counted in bytes. */
export function readSource(text: string): Source {
  // swc counts on from the file that it has parsed before. The statement in front shows where this one begins.
  const { body } = parseSync(`;${text}`, { syntax: 'typescript', decorators: true });
  const [first, ...statements] = body as unknown as [Node, ...Node[]];
  const offset = endOf(first);
  const declarations = new Map(statements.flatMap(declared));
  return {
    imports: statements
      .filter(({ type }) => type === 'ImportDeclaration')
      .map((each) => importOf(each, offset)),
    items: (declaration) => itemsOf(declarations.get(declaration), offset),
  };
}

function declared(statement: Node): (readonly [string, Node])[] {
  const { type, expression, declaration } = statement;
  if (type === 'ExportDefaultExpression') return [['default', expression as Node]];
  const node = type === 'ExportDeclaration' ? (declaration as Node) : statement;
  const all = node.type === 'VariableDeclaration' ? (node['declarations'] as Node[]) : [node];
  return all.flatMap((each) => {
    const name = textOf(each['identifier'] ?? each['id']);
    if (name === undefined) return [];
    const methods = each.type === 'ClassDeclaration' ? (each['body'] as Node[]).filter(isMethod) : [];
    return [
      [name, each] as const,
      ...methods.map((method) => [`${name}.${textOf(method['key'])}`, method] as const),
    ];
  });
}

const isMethod = ({ type }: Node): boolean => type === 'ClassMethod';

/** Of a class its members alone, of anything else what is in it at any depth. */
function itemsOf(node: unknown, offset: number): Item[] {
  if (typeof node !== 'object' || node === null) return [];
  if (!isNode(node)) return Object.values(node).flatMap((part) => itemsOf(part, offset));
  const [part, separator = ''] = lists[node.type] ?? [];
  const own = part === undefined ? [] : (node[part] as unknown[]).flatMap(itemIn);
  const items = own.map(({ name, end }) => ({ name, end: end - offset, separator }));
  return node.type === 'ClassDeclaration'
    ? items
    : [...items, ...Object.values(node).flatMap((below) => itemsOf(below, offset))];
}

function isNode(part: object): part is Node {
  return 'type' in part;
}

function itemIn(part: unknown): { name: string | undefined; end: number }[] {
  if (typeof part !== 'object' || part === null || !isNode(part)) return [];
  // A property with a value has no place of its own.
  const { span } = part.type === 'KeyValueProperty' ? (part['value'] as Node) : part;
  return span ? [{ name: nameOf(part), end: span.end }] : [];
}

/** Of a member or a property its key, of `this.shelf = null` the name of what is set. */
function nameOf({ key, literal, expression, ...node }: Node): string | undefined {
  const set = (expression as Node | undefined)?.['left'] as Node | undefined;
  return textOf(key ?? literal ?? set?.['property'] ?? node);
}

function endOf({ span }: Node): number {
  return span?.end ?? 0;
}

function textOf(part: unknown): string | undefined {
  const { value } = (part ?? {}) as { readonly value?: unknown };
  return typeof value === 'string' ? value : undefined;
}

function importOf(node: Node, offset: number): Import {
  const specifiers = node['specifiers'] as Node[];
  return {
    from: textOf(node['source']) ?? '',
    names: specifiers.flatMap(({ local }) => textOf(local) ?? []),
    isOfTypes: node['typeOnly'] === true,
    lastName: endOf(specifiers.at(-1) ?? node) - offset,
    end: endOf(node) - offset,
  };
}
