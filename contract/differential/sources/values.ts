import { dayMs } from '../content/desk.js';
import { moment } from '../content/patrons.js';
import { someIsbn } from '../content/books.js';
import type { Random } from '../content/random.js';
import { asNode, listAt, nodeAt, targetOf, type Node } from '../../differ/node.js';
import { partOf, searchFor } from './texts.js';
import type { World } from './world.js';

/** What values are made of. */
export interface Source {
  readonly document: Node;
  readonly world: World;
  readonly random: Random;
  /** The time of the request. */
  readonly at: number;
}

/** Fields whose values are those of fields with another name. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  author: ['author', 'name'],
  subject: ['subjects'],
  genre: ['genre', 'subjects'],
  subjects: ['subjects', 'genre'],
  q: ['title', 'name', 'author', 'subjects'],
  isbn: ['isbn', 'isbn13'],
  copyBarcode: ['barcode'],
  // A period begins and ends at what is in it, where a boundary shows.
  from: ['at'],
  before: ['at'],
  dueBefore: ['dueAt', 'due_at'],
  action: ['action'],
};

/** A value that a schema allows. Many of them exist in the library. */
export function validValue(given: Node, name: string, source: Source): unknown {
  const schema = spelled(given, source.document);
  const { random } = source;
  const choices = listAt(schema, 'enum');
  if (choices.length > 0) return random.pick(choices);
  const types = [schema['type'] ?? 'string'].flat() as string[];
  if (types.includes('null') && random.chance(15)) return null;
  return ofType(types.find((each) => each !== 'null') ?? 'string', schema, name, source);
}

/** The schema behind a reference. */
export function spelled(schema: Node, document: Node): Node {
  const target = targetOf(document, schema)?.node;
  return target ? spelled(target, document) : schema;
}

function ofType(type: string, schema: Node, name: string, source: Source): unknown {
  const { random } = source;
  if (type === 'boolean') return random.chance(50);
  if (type === 'integer' || type === 'number') return wholeNumber(schema, name, source);
  if (type === 'array') return list(schema, name, source);
  if (type === 'object') return objectOf(schema, source);
  return text(schema, name, source);
}

/** The required fields and some of the others. */
export function objectOf(given: Node, source: Source, percent = 45): Record<string, unknown> {
  const schema = spelled(given, source.document);
  const required = new Set(listAt(schema, 'required'));
  const fields = Object.entries(nodeAt(schema, 'properties')).filter(
    ([name]) => required.has(name) || source.random.chance(percent),
  );
  return Object.fromEntries(fields.map(([name, inner]) => [name, validValue(asNode(inner), name, source)]));
}

function list(schema: Node, name: string, source: Source): unknown[] {
  const { random } = source;
  const least = Number(schema['minItems'] ?? 0);
  const count = random.between(least, Math.max(least, 3));
  const items = Array.from({ length: count }, () => validValue(nodeAt(schema, 'items'), name, source));
  return [...new Set(items)];
}

function wholeNumber(schema: Node, name: string, { random, world }: Source): number {
  const least = Number(schema['minimum'] ?? 1);
  const most = Number(schema['maximum'] ?? 1_000);
  const known = valuesOf(name, world).filter((value) => typeof value === 'number');
  const usual = [1, 2, 3, 7, 10, 20, 50].filter((number) => number >= least && number <= most);
  // `year` is asked for as `yearFrom`, `yearTo`, and `year_from`.
  const years = name.startsWith('year') ? world.named('year').filter((year) => typeof year === 'number') : [];
  const near = [...known, ...years].flatMap((value) => [value, value, value - 1, value + 1]);
  const all = [...(near.length > 0 ? near : usual), least, least + 1, most - 1, most];
  // A thousand copies of a book take long to add.
  return random.pick(all.filter((value) => value >= least && value <= (name === 'copies' ? 5 : most)));
}

function valuesOf(name: string, world: World): unknown[] {
  return (aliases[name] ?? [name]).flatMap((each) => world.named(each));
}

function text(schema: Node, name: string, source: Source): string {
  const { format } = schema;
  if (format === 'date-time' || format === 'date') return time(name, source);
  if (format === 'isbn' || name === 'isbn') return isbn(source, format === 'isbn' ? 30 : 60);
  const listed = namesIn(schema['pattern']);
  if (listed) return someOf(listed, source.random);
  return free(schema, name, source);
}

function time(name: string, { random, at, world }: Source): string {
  const any = at + random.between(-60, 60) * dayMs + random.between(0, dayMs);
  const known = (aliases[name] ?? [])
    .flatMap((each) => world.named(each))
    .map((each) => Date.parse(String(each)));
  const near = known.filter(Number.isFinite);
  const isNear = near.length > 0 && random.chance(70);
  const then = isNear ? random.pick(near) + random.pick([-1, 0, 0, 1, 1_000, 60_000]) : any;
  return random.pick([
    () => moment(then),
    () => moment(then),
    () => moment(then).replace(/[.]\d+/, ''),
    () => moment(then).replace('Z', '+02:00'),
    () => moment(then).replace(/[.]\d+Z/, '.1234567Z'),
    () => moment(then).slice(0, 10),
  ])();
}

function isbn({ random, world }: Source, percentKnown: number): string {
  const known = valuesOf('isbn', world).filter((value) => typeof value === 'string');
  return known.length > 0 && random.chance(percentKnown) ? random.pick(known) : someIsbn(random);
}

/** The names of a pattern such as `^-?(id|title)(,-?(id|title))*$`. */
function namesIn(
  pattern: unknown,
): { readonly names: readonly string[]; readonly hasMinus: boolean } | undefined {
  const [, minus, names] = /^\^(-[?])?\(([\w|]+)\)\(,/.exec(String(pattern)) ?? [];
  return names === undefined ? undefined : { names: names.split('|'), hasMinus: minus !== undefined };
}

function someOf({ names, hasMinus }: NonNullable<ReturnType<typeof namesIn>>, random: Random): string {
  const chosen = random.some(names, random.between(1, 3));
  return chosen.map((name) => (hasMinus && random.chance(50) ? `-${name}` : name)).join(',');
}

function free(schema: Node, name: string, source: Source): string {
  const { random, world } = source;
  const known = [...valuesOf(name, world), ...listAt(schema, 'examples')].filter(
    (value) => typeof value === 'string',
  );
  const ids = idsLike(schema, world);
  if (ids.length > 0) return random.pick(ids);
  const pattern = new RegExp(typeof schema['pattern'] === 'string' ? schema['pattern'] : '');
  const most = Number(schema['maxLength'] ?? 200);
  const found =
    name === 'q' ? searchFor(known, random) : partOf(known.length > 0 ? random.pick(known) : 'Ada', random);
  const edge = random.chance(3) ? 'x'.repeat(random.pick([most, most - 1, 1])) : found;
  const fits = (value: string) => pattern.test(value) && [...value].length <= most;
  return [edge, ...random.some(known, 3)].find(fits) ?? 'ada';
}

/** Ids of the same kind as the example of a schema: `patron_fFmsYedc`. */
function idsLike(schema: Node, world: World): string[] {
  const [, kind] = /^([a-zA-Z]+)_[a-zA-Z0-9]{8}$/.exec(String(listAt(schema, 'examples')[0])) ?? [];
  return kind === undefined ? [] : world.all(kind).map(({ id }) => String(id));
}
