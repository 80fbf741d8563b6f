import { asNode } from '../../differ/node.js';
import { fieldsOf } from '../sources/documents.js';
import type { Parts } from './draft.js';
import { oddInside, oddValue } from '../sources/odd-values.js';
import type { Source } from '../sources/values.js';

type Spoil = (parts: Parts, source: Source) => void;

/** Ways to spoil a request. Some of them make no difference, and must not. */
export const spoils: readonly Spoil[] = [
  oddParameter,
  oddParameter,
  unknownParameter,
  repeatedParameter,
  oddPath,
  oddField,
  oddField,
  oddInsides,
  missingField,
  unknownField,
  oddBody,
  hugeBody,
  oddMedia,
  oddMedia,
  oddVersion,
  oddAccept,
  oddMatch,
  oddKey,
  oddMethod,
  conditional,
];

export function spoil(parts: Parts, source: Source): void {
  source.random.pick(spoils)(parts, source);
}

function oddParameter({ operation, query }: Parts, source: Source): void {
  const mine = operation.parameters.filter((each) => each.in === 'query');
  if (mine.length === 0) return;
  const { name, schema } = source.random.pick(mine);
  const index = query.findIndex(([each]) => each === name);
  query.splice(Math.max(index, 0), index < 0 ? 0 : 1, [name, oddValue(schema, source)]);
}

function unknownParameter({ query }: Parts, { random }: Source): void {
  query.push([random.pick(['nonsense', 'Limit', 'page[size]', '', '__proto__', 'api_version']), 'x']);
}

function repeatedParameter({ query }: Parts, { random }: Source): void {
  if (query.length > 0) query.push(random.pick(query));
}

function oddPath({ operation, path }: Parts, source: Source): void {
  const { random } = source;
  for (const { name, schema } of operation.parameters.filter((each) => each.in === 'path')) {
    const values = [
      'book_zAg8DBn0',
      'patron_00000000',
      0,
      -1,
      1.5,
      '9007199254740993',
      '1e2',
      '01',
      ' 1',
      'me',
      'x',
    ];
    path[name] = random.chance(60) ? random.pick(values) : oddValue(schema, source) || 'x';
  }
}

function oddField(parts: Parts, source: Source): void {
  const fields = fieldsOf(parts.operation);
  if (fields.length === 0) return;
  const [name, schema] = source.random.pick(fields);
  parts.body = { ...asNode(parts.body), [name]: oddValue(asNode(schema), source) };
}

/** Each field that has fields inside, with one of them odd. */
export function oddInsides(parts: Parts, source: Source): void {
  const odd = fieldsOf(parts.operation).map(([name, schema]) => [name, oddInside(asNode(schema), source)]);
  const known = odd.filter(([, value]) => value !== undefined);
  if (known.length > 0) parts.body = { ...asNode(parts.body), ...(Object.fromEntries(known) as object) };
}

function missingField(parts: Parts, { random }: Source): void {
  const fields = Object.entries(asNode(parts.body));
  if (fields.length === 0) return;
  fields.splice(random.between(0, fields.length - 1), 1);
  parts.body = Object.fromEntries(fields);
}

function unknownField(parts: Parts, { random }: Source): void {
  if (parts.body === undefined) return;
  parts.body = {
    ...asNode(parts.body),
    [random.pick(['nonsense', 'Title', 'id', 'constructor', 'a.b', 'a/b'])]: 1,
  };
}

function oddBody(parts: Parts, { random }: Source): void {
  const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
  parts.body = random.pick([
    undefined,
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '1',
    '{"a":1,}',
    deep,
    '\ufeff{}',
    'title=x',
  ]);
}

function hugeBody(parts: Parts): void {
  if (parts.body !== undefined) parts.body = { ...asNode(parts.body), huge: 'x'.repeat(110_000) };
}

function oddMedia({ headers }: Parts, { random }: Source): void {
  const given = headers.findIndex(([name]) => name === 'Content-Type');
  if (given >= 0) headers.splice(given, 1);
  const types = [
    'text/plain',
    'application/xml',
    'application/json; charset=latin1',
    'application/json;charset="utf-8"',
  ];
  const more = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'APPLICATION/JSON',
    'json',
    '',
  ];
  if (random.chance(85)) headers.push(['Content-Type', random.pick([...types, ...more])]);
}

function oddVersion({ headers, operation }: Parts, { random }: Source): void {
  const given = headers.findIndex(([name]) => name === 'API-Version');
  if (given >= 0 && random.chance(80)) headers.splice(given, 1);
  const values = [
    '9.9',
    '1.0',
    '2.0',
    'v2',
    'latest',
    '',
    ' ',
    '2',
    '2.0.0',
    '02.0',
    `${operation.minor}, ${operation.minor}`,
  ];
  headers.push(['API-Version', random.pick([...values, operation.minor])]);
}

function oddAccept({ headers }: Parts, { random }: Source): void {
  const values = [
    'image/png',
    'text/html',
    '*/*;q=0',
    ';',
    'application/json;q=0',
    'application/vnd.api+json',
    'x',
  ];
  headers.push(['Accept', random.pick(values)]);
}

/** The tag that another minor has given for the same state. */
function tagOfAnotherMinor({ operation: { major } }: Parts, { world, random }: Source): string {
  const known = [...world.tags.values()].filter((tag) => tag.includes(`-${major}.`));
  return known.length > 0 ? random.pick(known) : '"x"';
}

const tags = [
  '*',
  '"x"',
  'W/"r1-v2.0"',
  'r1',
  '""',
  '"r1-v2.0", "r2-v2.0"',
  '"r1-v2.1"',
  '"r999-v2.0"',
  '"r1-v1.0"',
];

function oddMatch(parts: Parts, source: Source): void {
  const { headers } = parts;
  const { random } = source;
  const given = headers.findIndex(([name]) => name === 'If-Match');
  if (given >= 0) headers.splice(given, 1);
  if (random.chance(75)) headers.push(['If-Match', random.pick([...tags, tagOfAnotherMinor(parts, source)])]);
}

function oddKey({ headers }: Parts, { random }: Source): void {
  headers.push([
    'Idempotency-Key',
    random.pick(['', ' ', 'x'.repeat(256), 'a b', 'é', '"quoted"', 'same for all', '\\']),
  ]);
}

function oddMethod(parts: Parts, { random }: Source): void {
  const method = random.pick(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE']);
  if (method === 'OPTIONS')
    parts.headers.push(['Access-Control-Request-Method', parts.method], ['Origin', 'https://desk.example']);
  Object.assign(parts, { method, body: undefined });
}

function conditional(parts: Parts, source: Source): void {
  parts.headers.push(['If-None-Match', source.random.pick([...tags, tagOfAnotherMinor(parts, source)])]);
}
