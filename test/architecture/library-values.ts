import type { Declarations, Origin } from './declarations.js';
import { isNode, nameIn, type Node } from './syntax.js';

/** A part of a package: `pg` and `Client`, or `koa` and `Context.state`. */
export interface LibraryValue {
  readonly from: string;
  readonly path: string;
}

/** Methods that return another object of the library. Other methods return data, or an object of ours. */
const GIVES_ITS_OWN =
  /^(?:connect|fork|duplicate|pipeline|multi|nodes|on|once|use|get(?:Connection|Driver|Kysely|NativeClient|Client|Platform|MetadataStorage|ORM)|createQueryBuilder)$/;
/** Functions of packages that return plain data, or an object of a class of ours, which we may change. */
const givesOurs: readonly Origin[] = [
  { from: 'class-transformer', name: 'plainToInstance' },
  { from: 'class-validator-jsonschema', name: 'targetConstructorToSchema' },
];
/** Types that wrap the type they contain. */
const WRAPPERS =
  /^(?:Promise|Readonly|Partial|Required|Array|ReadonlyArray|Set|ReadonlySet|Pick|Omit|NonNullable)$/;
const UNWRAPPED: Readonly<Record<string, string>> = {
  ParenthesisExpression: 'expression',
  TsAsExpression: 'expression',
  TsNonNullExpression: 'expression',
  TsSatisfiesExpression: 'expression',
  TsConstAssertion: 'expression',
  AwaitExpression: 'argument',
  OptionalChainingExpression: 'base',
  AssignmentExpression: 'right',
};
const TYPES_WITHIN: Readonly<Record<string, string>> = {
  TsTypeAnnotation: 'typeAnnotation',
  TsTypeAliasDeclaration: 'typeAnnotation',
  TsParenthesizedType: 'typeAnnotation',
  TsTypeOperator: 'typeAnnotation',
  TsArrayType: 'elemType',
  TsUnionType: 'types',
  TsIntersectionType: 'types',
  TsInterfaceDeclaration: 'extends',
};

/** Tells whether expressions and types are, or come from, a part of a package. Follows imports of our own files. */
export class LibraryValues {
  readonly #named = new Map<Declarations, ReadonlyMap<string, LibraryValue>>();
  readonly #asked = new Set<unknown>();

  constructor(private readonly files: ReadonlyMap<string, Declarations>) {}

  /** The part of a package that this expression is; undefined when it is ours, or unknown. */
  of(part: unknown, file: Declarations): LibraryValue | undefined {
    if (!isNode(part) || this.#asked.has(part)) return undefined;
    this.#asked.add(part);
    try {
      return this.#ofExpression(part, file);
    } finally {
      this.#asked.delete(part);
    }
  }

  /** The part of a package that a type names, also in a union, a list or a promise. */
  ofType(part: unknown, file: Declarations): LibraryValue | undefined {
    if (Array.isArray(part)) return first(part, (each) => this.ofType(each, file));
    if (!isNode(part) || this.#asked.has(part)) return undefined;
    this.#asked.add(part);
    try {
      const within = TYPES_WITHIN[part.type];
      if (within !== undefined) return this.ofType(part[within], file);
      if (part.type === 'TsTypeQuery') return this.#ofTypeName(part['exprName'], file);
      if (part.type === 'TsExpressionWithTypeArguments') return this.#ofTypeName(part['expression'], file);
      return part.type === 'TsTypeReference' ? this.#ofReference(part, file) : undefined;
    } finally {
      this.#asked.delete(part);
    }
  }

  /** The types of names without a value: parameters, fields (as `this.name`), loop variables. */
  remember(file: Declarations, named: ReadonlyMap<string, LibraryValue>): void {
    this.#named.set(file, named);
  }

  #ofExpression(part: Node, file: Declarations): LibraryValue | undefined {
    const within = UNWRAPPED[part.type];
    if (within !== undefined) return this.of(part[within], file);
    switch (part.type) {
      case 'Identifier':
        return this.#ofName(String(part['value']), file);
      case 'MemberExpression':
        return this.#ofMember(part, file);
      case 'CallExpression':
        return this.#ofCall(part, file);
      case 'NewExpression':
        return this.of(part['callee'], file);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.of(part['superClass'], file);
      default:
        return first([part['consequent'], part['alternate'], part['left'], part['right']], (each) =>
          /^(?:Conditional|Binary)Expression$/.test(part.type) ? this.of(each, file) : undefined,
        );
    }
  }

  #ofName(name: string, file: Declarations): LibraryValue | undefined {
    const known = this.#named.get(file)?.get(name);
    if (known) return known;
    const origin = file.imports.get(name);
    if (origin) return this.#ofOrigin(origin);
    return this.of(file.values.get(name), file);
  }

  /** An exported name of a file, or a package. */
  #ofOrigin({ from, name }: Origin): LibraryValue | undefined {
    const file = this.files.get(from);
    if (!file) return isPackage(from) ? { from, path: name } : undefined;
    const exported = file.exports.get(name);
    if (exported && exported.from === file.path) return this.#ofName(exported.name, file);
    if (exported) return this.#ofOrigin(exported);
    return first(file.stars, (star) => this.#ofOrigin({ from: star, name }));
  }

  #ofMember(part: Node, file: Declarations): LibraryValue | undefined {
    const object = part['object'] as Node;
    const name = nameIn(part['property']) ?? '[]';
    if (object.type === 'ThisExpression') return this.#named.get(file)?.get(`this.${name}`);
    return stepTo(this.of(object, file), name);
  }

  #ofCall(part: Node, file: Declarations): LibraryValue | undefined {
    const callee = part['callee'] as Node;
    const [given] = part['arguments'] as { readonly expression: Node }[];
    const argument = given?.expression;
    if (callee.type === 'Import' || nameIn(callee) === 'require') return this.#ofLoaded(argument);
    const called = this.of(callee, file);
    if (!called) return this.#ofReturned(callee, file) ?? this.of(classAmong(argument, callee), file);
    return mayGiveItsOwn(called, callee) ? called : undefined;
  }

  #ofLoaded(specifier: Node | undefined): LibraryValue | undefined {
    const isKnown = specifier?.type === 'StringLiteral';
    return isKnown ? this.#ofOrigin({ from: String(specifier['value']), name: '*' }) : undefined;
  }

  /** The declared return type of a function of ours. */
  #ofReturned(callee: Node, file: Declarations): LibraryValue | undefined {
    const name = nameIn(callee);
    if (callee.type !== 'Identifier' || name === undefined) return undefined;
    const origin = file.imports.get(name);
    const home = origin ? this.files.get(origin.from) : file;
    const made = home?.values.get(origin?.name ?? name);
    return made && home ? this.ofType(made['returnType'], home) : undefined;
  }

  #ofReference(part: Node, file: Declarations): LibraryValue | undefined {
    const { params } = (part['typeParams'] ?? {}) as { readonly params?: unknown };
    const name = nameIn(part['typeName']);
    if (name !== undefined && WRAPPERS.test(name)) return this.ofType(params, file);
    return this.#ofTypeName(part['typeName'], file);
  }

  #ofTypeName(part: unknown, file: Declarations): LibraryValue | undefined {
    if (!isNode(part)) return undefined;
    if (part.type === 'TsQualifiedName') {
      return stepTo(this.#ofTypeName(part['left'], file), nameIn(part['right']) ?? '');
    }
    const name = String(nameIn(part));
    const origin = file.imports.get(name);
    if (!origin) return this.ofType(file.types.get(name), file) ?? this.of(file.values.get(name), file);
    const home = this.files.get(origin.from);
    if (!home) return isPackage(origin.from) ? { from: origin.from, path: origin.name } : undefined;
    const alias = home.types.get(origin.name);
    return alias ? this.ofType(alias, home) : this.#ofOrigin(origin);
  }
}

const isPackage = (from: string): boolean => /^@?[a-z]/.test(from) && !/^node:|[.](?:ts|json)$/.test(from);

function mayGiveItsOwn({ from, path }: LibraryValue, callee: Node): boolean {
  if (givesOurs.some((each) => each.from === from && each.name === path)) return false;
  const isMethod = path.includes('.') && callee.type === 'MemberExpression';
  return !isMethod || GIVES_ITS_OWN.test(nameIn(callee['property']) ?? '');
}

/** `class extends mixed(Client)`: a function of ours that gets a class may return a class that extends it. */
function classAmong(argument: Node | undefined, callee: Node): Node | undefined {
  const isAssign = callee.type === 'MemberExpression' && nameIn(callee['property']) === 'assign';
  return isAssign || /^[A-Z]/.test(nameIn(argument) ?? '') ? argument : undefined;
}

function stepTo(value: LibraryValue | undefined, name: string): LibraryValue | undefined {
  if (!value) return undefined;
  const isWhole = value.path === '*' && name !== 'default';
  return { from: value.from, path: isWhole ? name : `${value.path}.${name}` };
}

function first<T, R>(list: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
