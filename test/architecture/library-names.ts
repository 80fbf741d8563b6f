import { declarationsOf, type Declarations } from './declarations.js';
import { LibraryValues, type LibraryValue } from './library-values.js';
import { isNode, nameIn, nodesOf, type Node, type Source } from './syntax.js';

/** The files of a project, and the origin of their names in packages. */
export interface Read {
  readonly files: readonly Declarations[];
  readonly libraries: LibraryValues;
}

/** Reads all files, and determines which names in them hold objects of packages. */
export function read(sources: readonly Source[]): Read {
  const files = sources.map(declarationsOf);
  const libraries = new LibraryValues(new Map(files.map((file) => [file.path, file])));
  // Twice: the parameters of a callback are known only once the receiver of the callback is known.
  for (let round = 0; round < 2; round++) {
    for (const file of files) libraries.remember(file, namesIn(file, libraries));
  }
  return { files, libraries };
}

type Named = [string, LibraryValue];

/** The names of a node that hold an object of a package, by the kind of the node. */
type Find = (node: Node, of: (part: unknown) => LibraryValue | undefined, ofType: ValueOfType) => Named[];
type ValueOfType = (type: unknown) => LibraryValue | undefined;

const give = (name: string, value: LibraryValue | undefined): Named[] => (value ? [[name, value]] : []);
const field: Find = (node, of, ofType) =>
  give(`this.${nameIn(node['key'])}`, ofType(node['typeAnnotation']) ?? of(node['value']));
const inherited: Find = (node, of) => inheritedFields(node, of(node['superClass']));

const finders: Readonly<Record<string, Find>> = {
  Identifier: (node, _of, ofType) => give(String(node['value']), ofType(node['typeAnnotation'])),
  ObjectPattern: (node, _of, ofType) => allNamed(node['properties'], ofType(node['typeAnnotation'])),
  ClassProperty: field,
  PrivateProperty: field,
  TsParameterProperty: (node, _of, ofType) => fieldOf(node, ofType),
  ClassDeclaration: inherited,
  ClassExpression: inherited,
  ForOfStatement: (node, of) => allNamed(node['left'], of(node['right'])),
  CallExpression: (node, of) =>
    (node['arguments'] as { readonly expression: Node }[]).flatMap(({ expression }) =>
      parametersOf(expression, of(node['callee'])),
    ),
  VariableDeclarator: (node, _of, ofType) =>
    parametersOf(node['init'], ofType((node['id'] as Node)['typeAnnotation'])),
  FunctionDeclaration: (node, _of, ofType) =>
    returnedFunctions(node).flatMap((each) => parametersOf(each, ofType(node['returnType']))),
};

function namesIn(file: Declarations, libraries: LibraryValues): ReadonlyMap<string, LibraryValue> {
  const of = (part: unknown) => libraries.of(part, file);
  const ofType = (type: unknown) => libraries.ofType(type, file);
  return new Map(file.nodes.flatMap((node) => finders[node.type]?.(node, of, ofType) ?? []));
}

function fieldOf(node: Node, ofType: (type: unknown) => LibraryValue | undefined): Named[] {
  const given = node['param'] as Node;
  const parameter = given.type === 'AssignmentPattern' ? (given['left'] as Node) : given;
  const value = ofType(parameter['typeAnnotation']);
  return value ? [[`this.${nameIn(parameter)}`, value]] : [];
}

/** A member that a class uses without declaring it comes from the class that it extends. */
function inheritedFields(node: Node, parent: LibraryValue | undefined): Named[] {
  if (!parent) return [];
  const inside = nodesOf(node['body']);
  const own = new Set(inside.flatMap(ownMember));
  return inside
    .filter(
      ({ type, object }) => type === 'MemberExpression' && isNode(object) && object.type === 'ThisExpression',
    )
    .map(({ property }) => nameIn(property) ?? '[]')
    .filter((name) => !own.has(name))
    .map((name) => [`this.${name}`, { from: parent.from, path: `${parent.path}.${name}` }]);
}

/** The name of a member that a class declares, if this node does so. */
export function ownMember({ type, key, param }: Node): string[] {
  if (!/^(?:ClassProperty|PrivateProperty|TsParameterProperty|ClassMethod|PrivateMethod)$/.test(type))
    return [];
  return [nameIn(key ?? param) ?? ''];
}

/** All names in a pattern: each part of a library's value is the library's. */
function allNamed(pattern: unknown, value: LibraryValue | undefined): Named[] {
  if (!value) return [];
  return nodesOf(pattern).flatMap((each): Named[] =>
    each.type === 'Identifier' ? [[String(each['value']), value]] : [],
  );
}

/** A parameter that a library passes to a function of ours is the library's, unless its type says otherwise. */
function parametersOf(given: unknown, value: LibraryValue | undefined): Named[] {
  if (!isNode(given) || !value || !/^(?:ArrowFunction|Function)Expression$/.test(given.type)) return [];
  return (given['params'] as Node[])
    .map((each) => (each.type === 'Parameter' ? (each['pat'] as Node) : each))
    .flatMap((pattern): Named[] =>
      pattern.type === 'Identifier' && !isNode(pattern['typeAnnotation'])
        ? [[String(pattern['value']), { from: value.from, path: 'given' }]]
        : [],
    );
}

const returnedFunctions = (declared: Node): unknown[] =>
  nodesOf(declared['body'])
    .filter(({ type }) => type === 'ReturnStatement')
    .map((each) => each['argument']);
