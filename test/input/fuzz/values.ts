import fc, { type Arbitrary } from 'fast-check';
import type { Components, Schema } from './documents.js';

/** Values that exist in the library, by the name of the field or parameter that may have them. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Values that have crashed services, or made them reveal too much. */
const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\ufeff',
  '\u202e\u2066',
  "'",
  "' or '1'='1' --",
  '"; drop table book; --',
  '$1',
  '%',
  '%00',
  '_',
  '\\',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '-0',
  '1e309',
  '0x10',
  '9223372036854775808',
  '-99999999999999999999',
  '٣',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
  '2026-02-30T00:00:00Z',
  '-271821-04-19T23:59:59Z',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  'a & b | c ! d <-> e:*',
  '(((((',
  'a'.repeat(5_000),
  '-'.repeat(3_000),
  '@'.repeat(3_000),
];

export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom('\0', 'a\0b', '\ud800', 'a\udfffb', '\ud83dx'),
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 20 }),
);

/** Any JSON value, including numbers that it should not have. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53,
    [],
    {},
    [[]],
    [null],
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(fc.constantFrom<unknown>(1, 'x', null, {}), { maxLength: 60 }),
  fc.record({ toString: fc.constant(1), valueOf: fc.constant('x'), length: fc.constant(9) }),
);

/**
 * Values as a schema describes them.
 * @param name of the field or parameter, for the values that exist
 */
export function valueOf(schema: Schema, components: Components, known: Known, name = ''): Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const target = components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {};
    return valueOf(target, components, known, name);
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'string'].flat();
  const described = types.map((type) => ofType(type, schema, components, known, name));
  // Examples and existing values get further into the service than values that are only described.
  const there = [...(schema.examples ?? []), ...(known[name] ?? [])];
  const found =
    there.length > 0 ? [{ weight: 2 * described.length, arbitrary: fc.constantFrom(...there) }] : [];
  return fc.oneof(...described.map((arbitrary) => ({ weight: 1, arbitrary })), ...found);
}

function ofType(
  type: string,
  schema: Schema,
  components: Components,
  known: Known,
  name: string,
): Arbitrary<unknown> {
  const simple = { null: () => fc.constant(null), boolean: () => fc.boolean(), integer: whole, string: text }[
    type
  ];
  if (simple) return simple(schema);
  return type === 'array' ? list(schema, components, known, name) : record(schema, components, known);
}

function list(
  { items = {}, minItems = 0, maxItems = 4 }: Schema,
  components: Components,
  known: Known,
  name: string,
) {
  const maxLength = Math.max(minItems, Math.min(maxItems, 4));
  return fc.array(valueOf(items, components, known, name), { minLength: minItems, maxLength });
}

function record({ properties = {}, required = [] }: Schema, components: Components, known: Known) {
  const fields = Object.entries(properties).map(
    ([field, inner]) => [field, valueOf(inner, components, known, field)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
}

function whole({ minimum = -(2 ** 31), maximum = 2 ** 31 }: Schema): Arbitrary<unknown> {
  // A thousand copies of each book would only take long.
  const most = Math.min(maximum, minimum + 10_000);
  return fc.oneof(
    fc.integer({ min: minimum, max: Math.min(most, minimum + 20) }),
    fc.constantFrom(minimum, maximum),
  );
}

function text({ format, pattern, minLength = 0, maxLength = 200 }: Schema): Arbitrary<unknown> {
  if (format === 'email') return fc.emailAddress();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern !== undefined && pattern !== '\\S')
    return fc.stringMatching(new RegExp(pattern), { size: 'small' });
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 30) }),
    fc.constantFrom('x'.repeat(maxLength), 'x'.repeat(Math.max(1, minLength))),
  );
}
