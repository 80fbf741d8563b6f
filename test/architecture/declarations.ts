import { importedFile, isNode, nameIn, nodesOf, type Node, type Source } from './syntax.js';

/** The origin of a name: a package or a file, and its name there (`default`, or `*` for all of it). */
export interface Origin {
  readonly from: string;
  readonly name: string;
}

/** The declarations of one file that names refer to. Names belong to the whole file: scopes are not distinguished. */
export interface Declarations {
  readonly path: string;
  readonly imports: ReadonlyMap<string, Origin>;
  /** Values and classes by name: the initial value of a variable, or the class or function itself. */
  readonly values: ReadonlyMap<string, Node>;
  /** Types by name: the alias or the interface. */
  readonly types: ReadonlyMap<string, Node>;
  /** The names that other files may import. */
  readonly exports: ReadonlyMap<string, Origin>;
  /** The targets of `export * from`. */
  readonly stars: readonly string[];
  readonly nodes: readonly Node[];
}

/** Reads the imports, declarations and exports of a file. */
export function declarationsOf({ path, tree }: Source): Declarations {
  const nodes = nodesOf(tree);
  const isA = (...types: string[]) => nodes.filter(({ type }) => types.includes(type));
  const place = (specifier: unknown): string => {
    const text = String(nameIn(specifier));
    return text.startsWith('.') ? importedFile(path, text) : text;
  };
  return {
    path,
    nodes,
    imports: new Map(isA('ImportDeclaration').flatMap((one) => importedNames(one, place(one['source'])))),
    values: new Map([
      ...isA('VariableDeclarator').flatMap(variableNames),
      ...isA('ClassDeclaration', 'FunctionDeclaration').map(named),
      ...isA('ExportDefaultDeclaration').map((one): [string, Node] => ['default', one['decl'] as Node]),
    ]),
    types: new Map(
      isA('TsTypeAliasDeclaration', 'TsInterfaceDeclaration').map((one) => [String(nameIn(one['id'])), one]),
    ),
    exports: new Map([
      ...isA('ExportDeclaration').flatMap((one) => declaredNames(one, path)),
      ...isA('ExportDefaultDeclaration', 'ExportDefaultExpression').map((one): [string, Origin] => [
        'default',
        { from: path, name: nameOfDefault(one) },
      ]),
      ...isA('ExportNamedDeclaration').flatMap((one) => {
        return exportedNames(one, isNode(one['source']) ? place(one['source']) : path);
      }),
    ]),
    stars: isA('ExportAllDeclaration').map((one) => place(one['source'])),
  };
}

const named = (one: Node): [string, Node] => [String(nameIn(one['identifier'])), one];

const specifiersOf = (one: Node): Node[] => (one['specifiers'] as Node[]) ?? [];

function importedNames(one: Node, from: string): [string, Origin][] {
  return specifiersOf(one).map((each) => {
    const local = String(nameIn(each['local']));
    if (each.type === 'ImportNamespaceSpecifier') return [local, { from, name: '*' }];
    if (each.type === 'ImportDefaultSpecifier') return [local, { from, name: 'default' }];
    return [local, { from, name: nameIn(each['imported']) ?? local }];
  });
}

function exportedNames(one: Node, from: string): [string, Origin][] {
  return specifiersOf(one).map((each) => {
    const name = String(nameIn(each['orig'] ?? each['name']));
    const isAll = each.type === 'ExportNamespaceSpecifier';
    return [nameIn(each['exported']) ?? name, { from, name: isAll ? '*' : name }];
  });
}

function declaredNames(one: Node, from: string): [string, Origin][] {
  const declared = one['declaration'] as Node;
  const names =
    declared.type === 'VariableDeclaration'
      ? (declared['declarations'] as Node[]).flatMap(variableNames).map(([name]) => name)
      : [String(nameIn(declared['identifier'] ?? declared['id']))];
  return names.map((name) => [name, { from, name }]);
}

const nameOfDefault = (one: Node): string => {
  const given = (one['expression'] ?? one['decl']) as Node;
  return nameIn(given) ?? nameIn(given['identifier']) ?? 'default';
};

/** The names that a variable binds, each with its initial value. Parts of an object refer to the object. */
function variableNames(declarator: Node): [string, Node][] {
  const pattern = declarator['id'] as Node;
  const init = declarator['init'];
  if (!isNode(init)) return [];
  if (pattern.type === 'Identifier') return [[String(pattern['value']), init]];
  return boundNames(pattern).map(([name, key]) => [
    name,
    key === undefined ? init : { type: 'MemberExpression', object: init, property: key },
  ]);
}

/** The names in a pattern, each with the key that it takes from the object, if it takes one. */
function boundNames(pattern: Node): [string, Node | undefined][] {
  if (pattern.type !== 'ObjectPattern') {
    return nodesOf(pattern).flatMap((each): [string, undefined][] =>
      each.type === 'Identifier' ? [[String(each['value']), undefined]] : [],
    );
  }
  return (pattern['properties'] as Node[]).flatMap((each): [string, Node | undefined][] => {
    if (each.type === 'AssignmentPatternProperty')
      return [[String(nameIn(each['key'])), each['key'] as Node]];
    if (each.type === 'KeyValuePatternProperty') {
      return boundNames(each['value'] as Node).map(([name]) => [name, each['key'] as Node]);
    }
    return boundNames(each['argument'] as Node);
  });
}
