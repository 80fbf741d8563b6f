import type { Declarations } from './declarations.js';
import { ownMember, read, type Read } from './library-names.js';
import type { LibraryValue } from './library-values.js';
import { isNode, nameIn, nodesOf, type Node, type Source } from './syntax.js';

/** A violation of a rule: the file, and the code. */
export interface Finding {
  readonly path: string;
  readonly what: string;
}

/** The packages of which no class may be extended. */
const NOT_EXTENDED =
  /^(?:koa|@koa\/router|koa-body|pg|ioredis|class-validator|tsyringe|@mikro-orm\/[a-z-]+)(?:\/|$)/;

/** Classes that their documentation tells users to extend: there is no other way. */
const extensionPoints: readonly { readonly from: RegExp; readonly name: string; readonly why: string }[] = [
  { from: /^@mikro-orm\/migrations$/, name: 'Migration', why: 'a migration is a class with `up` and `down`' },
  { from: /^@mikro-orm\/seeder$/, name: 'Seeder', why: 'a seeder is a class with `run`' },
  { from: /^@mikro-orm\/seeder$/, name: 'Factory', why: 'a factory is a class with `definition`' },
];

/** Members that the documentation of their package allows to assign. */
const setters: readonly { readonly from: RegExp; readonly member: RegExp; readonly why: string }[] = [
  {
    from: /^koa$/,
    member: /^(?:given|(?:Parameterized)?Context)[.](?:body|status|type|state(?:[.].+)?|request[.]header)$/,
    why: 'the setters write the answer, `ctx.state` passes data between middlewares, `request.header` can be set',
  },
  {
    from: /^@koa\/router$/,
    member: /^(?:given|RouterContext)[.](?:body|status|type|state(?:[.].+)?|newRouterPath)$/,
    why: 'the context of Koa, and the path that the router matches instead of the requested one',
  },
];

const CHANGES = /^(?:assign|defineProperty|defineProperties|setPrototypeOf|set|deleteProperty)$/;
const HIDES_THE_TYPE = /^Ts(?:TypeLiteral|IntersectionType)$/;

/**
 * Our classes that extend one of a named package.
 *
 * It follows names: imports, namespaces, variables, `await import()`, `require`, classes of ours in other files, and a
 * class that is passed to a function of ours. It does not see a class that a function of another package or a container
 * returns, nor one that is stored in an object or a list and read from there.
 */
export function bentClasses(sources: readonly Source[]): Finding[] {
  const project = read(sources);
  return eachNode(project, (node, file) => {
    if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return undefined;
    const parent = project.libraries.of(node['superClass'], file);
    if (!parent || !NOT_EXTENDED.test(parent.from) || isExtensionPoint(parent)) return undefined;
    return `${nameIn(node['identifier']) ?? 'a class'} extends ${named(parent)}`;
  });
}

/**
 * The places where product code changes an object of a package, or reads parts that its types do not show: an
 * assignment, `delete`, `Object.assign` and similar calls, a cast to another shape or of our own value to its type, a
 * member that begins with `_`, a member that a subclass replaces by assignment.
 *
 * TypeScript 7 has no API for tools, so no types are known here. Names decide what belongs to a package: a value that
 * is imported, made with `new` or by a function of the package, has a type of it written beside it (also by an alias or
 * a return type of ours), or is passed to a callback of it. Not detected: the result of a generic function; a value
 * from a container, a list or an object of ours; a value whose type is inferred across files; a change that a function
 * of ours makes to a parameter without the package's type; and a computed member name. Names count for a whole file, so
 * a name with two meanings in one file counts as the package's. Values from `node:` modules may be assigned to, as
 * their documentation does.
 */
export function reaches(sources: readonly Source[]): Finding[] {
  const project = read(sources);
  return eachNode(project, (node, file) => {
    const value = (part: unknown) => project.libraries.of(part, file);
    const typeOf = (type: unknown) => project.libraries.ofType(type, file);
    return (
      assigned(node, value) ??
      changed(node, value) ??
      cast(node, value, typeOf) ??
      hidden(node, value) ??
      replaced(node, value)
    );
  });
}

type ValueOf = (part: unknown) => LibraryValue | undefined;

function assigned(node: Node, value: ValueOf): string | undefined {
  const isDelete = node.type === 'UnaryExpression' && node['operator'] === 'delete';
  if (node.type !== 'AssignmentExpression' && node.type !== 'UpdateExpression' && !isDelete) return undefined;
  const member = targetsOf(node['left'] ?? node['argument'])
    .map((target) => memberOf(value(target['object']), target['property']))
    .find((each) => each && !isSetter(each));
  return member && `assigns to ${named(member)}`;
}

const memberOf = (object: LibraryValue | undefined, name: unknown): LibraryValue | undefined =>
  object && { from: object.from, path: `${object.path}.${nameIn(name) ?? '[]'}` };

const isSetter = (value: LibraryValue): boolean =>
  setters.some(({ from, member }) => from.test(value.from) && member.test(value.path));

/** The members that are assigned to: one, or those in a pattern. */
function targetsOf(left: unknown): Node[] {
  if (!isNode(left)) return [];
  if (left.type.endsWith('Pattern')) return nodesOf(left).filter(({ type }) => type === 'MemberExpression');
  if (left.type === 'MemberExpression') return [left];
  return targetsOf(left['expression'] ?? left['base']);
}

function changed(node: Node, value: ValueOf): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'] as Node;
  const method = nameIn(callee['property']) ?? '';
  const of = nameIn(callee['object']);
  if (!(of === 'Object' || of === 'Reflect') || !CHANGES.test(method)) return undefined;
  const [target] = node['arguments'] as { readonly expression: Node }[];
  const object = value(target?.expression);
  return object && `changes ${named(object)} by ${of}.${method}`;
}

function cast(node: Node, value: ValueOf, typeOf: ValueOf): string | undefined {
  if (node.type !== 'TsAsExpression') return undefined;
  const [inner, type] = [node['expression'] as Node, node['typeAnnotation'] as Node];
  const isTwofold = inner.type === 'TsAsExpression' && isNowhere(inner['typeAnnotation'] as Node);
  const pretended = isTwofold ? typeOf(type) : undefined;
  if (pretended) return `passes something else for ${named(pretended)}`;
  if (!isTwofold && !HIDES_THE_TYPE.test(type.type) && type['kind'] !== 'any') return undefined;
  const object = value(inner);
  return object && !isSetter(object) ? `casts ${named(object)} to another shape` : undefined;
}

const isNowhere = (type: Node): boolean => /^(?:unknown|any|never|object)$/.test(String(type['kind']));

function hidden(node: Node, value: ValueOf): string | undefined {
  const name = nameIn(node['property']) ?? '';
  if (node.type !== 'MemberExpression' || !/^_./.test(name)) return undefined;
  const object = value(node['object']);
  return object && `reads ${object.path}.${name} of ${object.from}`;
}

/** `this.query = …` where the class has no such field of its own: then it is the one of the package. */
function replaced(node: Node, value: ValueOf): string | undefined {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return undefined;
  const parent = value(node['superClass']);
  if (!parent) return undefined;
  const inside = nodesOf(node['body']);
  const own = new Set(inside.filter(({ type }) => !type.endsWith('Method')).flatMap(ownMember));
  const foreign = inside
    .filter(({ type }) => type === 'AssignmentExpression')
    .flatMap(({ left }) => targetsOf(left))
    .filter(({ object }) => isNode(object) && object.type === 'ThisExpression')
    .map(({ property }) => nameIn(property) ?? '[]')
    .find((name) => !own.has(name));
  return foreign && `replaces ${foreign} of ${named(parent)}`;
}

function isExtensionPoint({ from, path }: LibraryValue): boolean {
  return extensionPoints.some((point) => point.from.test(from) && point.name === path);
}

const named = ({ from, path }: LibraryValue): string => `${path} of ${from}`;

function eachNode({ files }: Read, find: (node: Node, file: Declarations) => string | undefined): Finding[] {
  return files.flatMap((file) =>
    file.nodes.flatMap((node) => {
      const what = find(node, file);
      return what === undefined ? [] : [{ path: file.path, what }];
    }),
  );
}
