import { isNode, nameIn, nodesOf, type Node, type Source } from './syntax.js';

/** The required packages, and where each must be imported. */
export const namedPackages = {
  src: [
    'koa',
    '@koa/router',
    'koa-body',
    'class-validator',
    'tsyringe',
    '@mikro-orm/postgresql',
    'koa2-swagger-ui',
    'ioredis',
  ],
  tests: ['chai', 'sinon'],
  scripts: ['mocha'],
} as const;

/** The parts of package.json that decide where packages come from. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly imports?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The packages of a list that no source uses as a value: imported by name and read, or by `await import()`. */
export function unused(packages: readonly string[], sources: readonly Source[]): string[] {
  const used = new Set(sources.flatMap(({ tree }) => usedPackages(tree)));
  return packages.filter((name) => !used.has(name));
}

function usedPackages(tree: unknown): string[] {
  const values = valueNodes(tree);
  const read = new Set(values.filter(({ type }) => type === 'Identifier').map(nameIn));
  const imported = nodesOf(tree)
    .filter(({ type, typeOnly }) => type === 'ImportDeclaration' && typeOnly !== true)
    .filter((one) => (one['specifiers'] as Node[]).some((each) => isRead(each, read)))
    .map((one) => nameIn(one['source']));
  const loaded = values
    .filter(({ type, callee }) => type === 'CallExpression' && isNode(callee) && callee.type === 'Import')
    .map((one) => nameIn((one['arguments'] as { readonly expression: Node }[])[0]?.expression));
  return [...imported, ...loaded].filter((name) => name !== undefined);
}

const isRead = (specifier: Node, read: ReadonlySet<string | undefined>): boolean =>
  specifier['isTypeOnly'] !== true && read.has(nameIn(specifier['local']));

/** All nodes except those of imports and of types. */
function valueNodes(part: unknown): Node[] {
  if (typeof part !== 'object' || part === null) return [];
  if (isNode(part) && (part.type === 'ImportDeclaration' || isType(part))) return [];
  const below = Object.values(part).flatMap(valueNodes);
  return isNode(part) ? [part, ...below] : below;
}

const isType = ({ type }: Node): boolean =>
  /^Ts(?:Type(?!Assertion)|Interface|Expression|Union|Array)/.test(type);

/** The packages of a list that a project lacks, or replaces with another package, folder or address. */
export function replacedPackages(packages: readonly string[], manifest: Manifest): string[] {
  const versions = { ...manifest.dependencies, ...manifest.devDependencies };
  const isItself = (version: unknown) => typeof version === 'string' && /^\d+[.]\d+[.]\d+/.test(version);
  return packages.filter((name) => {
    const override = manifest.overrides?.[name];
    return !isItself(versions[name]) || (override !== undefined && !isItself(override));
  });
}
