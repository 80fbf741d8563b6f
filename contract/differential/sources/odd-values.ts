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
  const schema = spelled(given, source.document);
  const { random } = source;
  const [type = 'string'] = [schema['type'] ?? 'string'].flat() as string[];
  const inner = spelled(type === 'array' ? nodeAt(schema, 'items') : schema, source.document);
  if (Object.keys(nodeAt(inner, 'properties')).length === 0 || random.chance(50))
    return random.pick([...common, ...(byType[type]?.(schema) ?? [])]);
  const odd = oddInside(inner, source);
  return type === 'array' ? [odd] : odd;
}

/** An object with one odd field. */
function oddInside(schema: Node, source: Source): unknown {
  const [name, inner] = source.random.pick(Object.entries(nodeAt(schema, 'properties')));
  return { ...objectOf(schema, source), [name]: oddValue(asNode(inner), source) };
}
