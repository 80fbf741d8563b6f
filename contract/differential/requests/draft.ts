import type { Caller, Reader } from './callers.js';
import type { Operation, Parameter } from '../sources/documents.js';
import { recipes, type Ingredients } from './recipes.js';
import type { Draft } from './talk.js';
import { objectOf, validValue, type Source } from '../sources/values.js';

/** A request in parts, so that single parts can be spoilt. */
export interface Parts {
  readonly operation: Operation;
  readonly method: string;
  readonly path: Record<string, unknown>;
  readonly query: [string, unknown][];
  readonly headers: [string, string][];
  /** Undefined: no body is sent. A text is sent as it is. */
  body: unknown;
}

/** A request as the document describes it, made by somebody who may make it. */
export function goodParts(
  operation: Operation,
  source: Source,
  caller: Pick<Caller, 'token'>,
  reader?: Reader,
): Parts {
  const { random } = source;
  const recipe = recipes[operation.id];
  // Without the recipe, values of the document lead to refusals that are of interest, too.
  const given = recipe && random.chance(85) ? recipe({ ...source, operation, reader }) : {};
  return {
    operation,
    method: operation.method,
    path: pathValues(operation, source, given),
    query: queryValues(operation, source),
    headers: [
      ...versionLines(operation, source),
      ...authorization(caller.token, source),
      ...typeLines(operation, source),
    ],
    body: bodyOf(operation, source, given),
  };
}

/** Gives a header this value instead of what it had; undefined takes it away. */
export function setHeader({ headers }: Parts, name: string, value: string | undefined): void {
  const given = headers.findIndex(([each]) => each === name);
  if (given >= 0) headers.splice(given, 1);
  if (value !== undefined) headers.push([name, value]);
}

export function draftOf({ operation, method, path, query, headers, body }: Parts): Draft {
  const target = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escaped(path[name]));
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${escaped(value)}`).join('&');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method, target: search === '' ? target : `${target}?${search}`, headers, body: text };
}

function escaped(value: unknown): string {
  // A list is one parameter (`style: form`, `explode: false`).
  if (Array.isArray(value)) return value.map(escaped).join(',');
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return encodeURIComponent(text.toWellFormed());
}

function pathValues(
  { parameters, path, major }: Operation,
  source: Source,
  { id }: Ingredients,
): Record<string, unknown> {
  const mine = parameters.filter((each) => each.in === 'path');
  const value = ({ name, schema }: Parameter) =>
    id ?? idIn(path, major, name, source) ?? validValue(schema, name, source);
  return Object.fromEntries(mine.map((each) => [each.name, value(each)]));
}

/** `/v1/loans/{id}` is asked with ids of loans. */
function idIn(path: string, major: string, name: string, { world, random }: Source): unknown {
  const collection = new RegExp(`/([a-z-]+)/\\{${name}\\}`).exec(path)?.[1];
  const known = world.all(`${major}/${collection}`);
  return known.length > 0 ? random.pick(known)['id'] : undefined;
}

function queryValues({ parameters, minor }: Operation, source: Source): [string, unknown][] {
  const { random } = source;
  const all = parameters.filter((each) => each.in === 'query');
  // One or two: more filters seldom leave anything to compare.
  const percent = Math.max(12, 100 / Math.max(1, all.length));
  const mine = all.filter((each) => each.required || random.chance(percent));
  const cursor = mine.findIndex(({ name }) => name === 'cursor');
  // A cursor belongs to one list: see `followPages`.
  if (cursor >= 0 && random.chance(90)) mine.splice(cursor, 1);
  // The minor whose page is shown: its document does not list them.
  const value = ({ name, schema }: Parameter) =>
    name === 'minor' && random.chance(85) ? minor : validValue(schema, name, source);
  return random.some(mine, mine.length).map((each) => [each.name, value(each)]);
}

/** Requests without a minor get the first one. */
function versionLines({ minor, isBaseline }: Operation, { random }: Source): [string, string][] {
  return isBaseline && random.chance(50) ? [] : [['API-Version', minor]];
}

function authorization(token: string | undefined, { random }: Source): [string, string][] {
  return token === undefined
    ? []
    : [['Authorization', `${random.pick(['Bearer', 'Bearer', 'Bearer', 'bearer', 'BEARER'])} ${token}`]];
}

function typeLines({ media, parameters }: Operation, { random }: Source): [string, string][] {
  const lines: [string, string][] = [];
  const accepts = [
    '*/*',
    'application/json',
    'application/*;q=0.5',
    'application/problem+json, */*',
    'text/html, */*;q=0.1',
  ];
  if (random.chance(30)) lines.push(['Accept', random.pick(accepts)]);
  if (random.chance(10)) lines.push(['Accept-Language', random.pick(['de', 'en;q=0.5, *', 'fr'])]);
  if (random.chance(10))
    lines.push(['Origin', random.pick(['https://desk.example', 'https://foreign.example'])]);
  if (media.length > 0)
    lines.push([
      'Content-Type',
      random.pick([...media, `${media[0]}; charset=utf-8`, `${media[0]};charset=UTF-8`]),
    ]);
  const hasKey = parameters.some(({ name }) => name === 'Idempotency-Key');
  if (hasKey && random.chance(40)) lines.push(['Idempotency-Key', `key-${random.between(1, 1_000_000_000)}`]);
  return lines;
}

function bodyOf({ media, body }: Operation, source: Source, { body: given = {} }: Ingredients): unknown {
  if (media.length === 0) return undefined;
  const made = objectOf(body, source);
  const properties = objectOf(body, source, 100);
  // A recipe may be for several operations: a field that this one lacks is left out.
  const fitting = Object.entries(given).filter(([name]) => name in properties);
  return Object.fromEntries(
    Object.entries({ ...made, ...Object.fromEntries(fitting) }).filter(([, value]) => value !== undefined),
  );
}
