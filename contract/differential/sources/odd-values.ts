import { asNode, nodeAt, type Node } from '../../differ/node.js';
import { objectOf, spelled, type Source } from './values.js';

type Choices = (schema: Node) => readonly unknown[];

const common: readonly unknown[] = [
  null,
  '',
  ' ',
  'x',
  0,
  -1,
  1.5,
  true,
  [],
  {},
  [null],
  '\u0000',
  '٣',
  'null',
];

const byType: Readonly<Record<string, Choices>> = {
  integer: ({ minimum = 0, maximum = 2 ** 31 }) => [
    Number(minimum) - 1,
    Number(maximum) + 1,
    String(minimum),
    1e21,
    '1e3',
    '0x10',
    ' 7',
  ],
  boolean: () => ['yes', 'TRUE', '1', 'false'],
  array: () => [['x'], ['', 'x'], Array.from({ length: 201 }, () => 'x'), [{ a: 1 }], 'x,y'],
  object: () => [{ a: 1 }],
  string: ({ maxLength = 300 }) => [
    'x'.repeat(Number(maxLength)),
    'x'.repeat(Number(maxLength) + 1),
    'é'.repeat(Number(maxLength)),
    '🦉'.repeat(Number(maxLength)),
    'id,id',
    'x_12345678',
    'not@an@address',
    '2026-02-30T00:00:00Z',
    '978-0-14-305814-5',
    '\u202ex',
  ],
};

/** Values that a schema does not allow, or that are at its very edge. */
export function oddValue(given: Node, source: Source): unknown {
  const { random } = source;
  const inside = random.chance(50) ? oddInside(given, source) : undefined;
  if (inside !== undefined) return inside;
  const schema = spelled(given, source.document);
  const [type = 'string'] = [schema['type'] ?? 'string'].flat() as string[];
  return random.pick([...common, ...(byType[type]?.(schema) ?? [])]);
}

/** An object, or a list of one, with one odd field; undefined where a schema has no fields inside. */
export function oddInside(given: Node, source: Source): unknown {
  const schema = spelled(given, source.document);
  const isList = [schema['type']].flat().includes('array');
  const inner = spelled(isList ? nodeAt(schema, 'items') : schema, source.document);
  const fields = Object.entries(nodeAt(inner, 'properties'));
  if (fields.length === 0) return undefined;
  const [name, field] = source.random.pick(fields);
  const odd = { ...objectOf(inner, source), [name]: oddValue(asNode(field), source) };
  return isList ? [odd] : odd;
}
