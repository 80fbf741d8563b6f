import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter } from './documents.js';
import { hostileText, hostileValue, valueOf, type Known } from './values.js';

const callers = ['anonymous', 'patron', 'librarian', 'admin', 'key', 'garbage'] as const;

/** A request to an operation, before it is signed. */
export interface FuzzRequest {
  readonly caller: (typeof callers)[number];
  /** By their names. Undefined values are not sent. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** As it is on the wire. */
  readonly body: string | undefined;
}

/** Requests to an operation: as documented, nearly so, and hostile. */
export function requestsTo(operation: Operation, known: Known): Arbitrary<FuzzRequest> {
  return fc.record({
    // Most of them are authorised: the code behind the access control is of more interest.
    caller: fc.constantFrom(...callers, 'librarian', 'admin', 'admin', 'admin', 'admin', 'admin'),
    path: parameters(operation, 'path', known),
    query: fc.oneof(
      { weight: 9, arbitrary: parameters(operation, 'query', known) },
      {
        weight: 1,
        arbitrary: fc.dictionary(hostileText, hostileText, { maxKeys: 3, noNullPrototype: true }),
      },
    ),
    headers: headers(operation),
    body: operation.body ? bodies(operation, known) : fc.constant(undefined),
  });
}

/** All values as described, or one of them arbitrary. */
function parameters(
  operation: Operation,
  place: Parameter['in'],
  known: Known,
): Arbitrary<Record<string, unknown>> {
  const mine = operation.parameters.filter((parameter) => parameter.in === place);
  const each = mine.map(({ name, schema }) => [
    name,
    valueOf(schema, operation.components, known, knownAs(operation, name)),
  ]);
  const requiredKeys = mine.filter(({ required }) => required).map(({ name }) => name);
  const good = fc.record(Object.fromEntries(each) as Record<string, Arbitrary<unknown>>, { requiredKeys });
  if (mine.length === 0) return good;
  const odd = fc
    .tuple(good, fc.constantFrom(...mine), hostileText)
    .map(([all, { name }, value]) => ({ ...all, [name]: value }));
  return fc.oneof({ weight: 2, arbitrary: good }, { weight: 1, arbitrary: odd });
}

/** `/v1/loans/{id}` is called with ids of loans. */
function knownAs({ path }: Operation, name: string): string {
  const collection = new RegExp(`/([a-z-]+)/\\{${name}\\}`).exec(path)?.[1];
  return collection === undefined ? name : `${path.slice(0, 3)}${collection}`;
}

const tags = ['"r1-v2.0"', '"r2-v2.1"', '"r3-v2.0"', '*', 'W/"r1-v2.0"', 'r1', '""'];

/** Header values that HTTP can carry. */
const line = fc.stringMatching(/^[!-~]{1,60}$/);

function headers({ parameters: all, minor }: Operation): Arbitrary<Record<string, string>> {
  const understood = new Set(all.filter((each) => each.in === 'header').map(({ name }) => name));
  const odd = (often: Arbitrary<string | undefined>, rarely: Arbitrary<string> = line) =>
    fc.oneof({ weight: 19, arbitrary: often }, { weight: 1, arbitrary: rarely });
  return fc
    .record({
      'API-Version': odd(fc.constant(minor)),
      'Idempotency-Key': understood.has('Idempotency-Key')
        ? odd(fc.option(fc.uuid(), { nil: undefined }))
        : fc.constant(undefined),
      'If-Match': understood.has('If-Match') ? odd(fc.constantFrom(...tags)) : fc.constant(undefined),
      'If-None-Match': odd(fc.constant(undefined)),
      Accept: odd(
        fc.constant('*/*'),
        fc.constantFrom('application/json', 'text/html', 'image/png', ';', '*/*;q=0'),
      ),
      'Content-Type': odd(
        fc.constant('application/json'),
        fc.constantFrom('text/plain', 'application/merge-patch+json', 'x'),
      ),
    })
    .map(
      (lines) =>
        Object.fromEntries(Object.entries(lines).filter(([, value]) => value !== undefined)) as Record<
          string,
          string
        >,
    );
}

/** As described; with something removed, added or replaced; and arbitrary values. */
function bodies({ body = {}, components }: Operation, known: Known): Arbitrary<string | undefined> {
  const good = valueOf(body, components, known) as Arbitrary<Record<string, unknown>>;
  const near = fc.tuple(
    good,
    fc.nat(),
    hostileText,
    hostileValue,
    fc.constantFrom('drop', 'add', 'exchange'),
  );
  return fc.oneof(
    { weight: 4, arbitrary: good.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: near.map((change) => JSON.stringify(changed(...change))) },
    { weight: 1, arbitrary: hostileValue.map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.oneof(hostileText, fc.constantFrom('{', '{"a":1,}', '{"__proto__":{"a":1}}')),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

function changed(
  good: Record<string, unknown>,
  at: number,
  name: string,
  value: unknown,
  how: string,
): object {
  const fields = Object.entries(good);
  const index = at % Math.max(1, fields.length);
  if (how === 'drop') return Object.fromEntries(fields.toSpliced(index, 1));
  const [field = 'field'] = fields[index] ?? [];
  return { ...good, [how === 'add' ? name : field]: value };
}
