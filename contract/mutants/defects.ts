import type { Reply } from '../../src/interface/kernel/declaration/reply.js';
import { sentenceKeys } from '../conversations/sentences.js';

type Told = Record<string, unknown>;

/** A defect of a presenter. */
export interface Defect {
  readonly title: string;
  /** Whether the presenter of refusals can have this defect, too. */
  readonly ofRefusals?: boolean;
  readonly of: (reply: Reply<number, unknown>) => Partial<Reply<number, unknown>>;
}

/** Defects of a presenter that the compiler does not find, each as small as possible. */
export const defects: readonly Defect[] = [
  inBody('the last field is missing', (it) => Object.fromEntries(Object.entries(it).slice(0, -1)), true),
  inBody('a field has another name', (it) => mapEntry(it, ([key, value]) => [`${key}_`, value]), true),
  inBody('a number is a string', (it) => mapValue(it, isNumber, String)),
  inBody(
    'a string has an additional space',
    (it) => mapValue(it, isText, (text) => `${String(text)} `),
    true,
  ),
  inBody(
    'a value is null',
    (it) =>
      mapValue(
        it,
        (value) => value !== null,
        () => null,
      ),
    true,
  ),
  inBody('null is an empty string', (it) =>
    mapValue(
      it,
      (value) => value === null,
      () => '',
    ),
  ),
  inBody(
    'the fields are in another order',
    (it) => Object.fromEntries(Object.entries(it).toReversed()),
    true,
  ),
  inBody('there is an unknown field', (it) => ({ ...it, internal: 1 }), true),
  inBody('a number is off by one', (it) => mapValue(it, isNumber, (number) => Number(number) + 1)),
  inBody('a timestamp has no milliseconds', (it) =>
    mapValue(it, isMoment, (moment) => String(moment).replace('.000Z', 'Z')),
  ),
  {
    title: 'a list is reversed',
    of: ({ body }) => ({ body: inList(body, (list) => list.toReversed()) }),
  },
  {
    title: 'a list lacks its last item',
    of: ({ body }) => ({ body: inList(body, (list) => list.slice(0, -1)) }),
  },
  { title: 'the status is different', of: ({ status }) => ({ status: status === 202 ? 200 : 202 }) },
];

function inBody(title: string, alter: (it: Told) => Told, ofRefusals = false): Defect {
  return { title, ofRefusals, of: ({ body }) => ({ body: inFirst(body, alter) }) };
}

/** Changes the presented object; in a list, also inside an envelope, the first item. */
function inFirst(body: unknown, alter: (it: Told) => Told): unknown {
  if (Array.isArray(body))
    return body.map((item, index) => (index === 0 ? inFirst(item, alter) : (item as unknown)));
  if (typeof body !== 'object' || body === null) return body;
  const told = body as Told;
  return Array.isArray(told['data']) && told['data'].length > 0
    ? { ...told, data: inFirst(told['data'], alter) }
    : alter(told);
}

function inList(body: unknown, alter: (list: readonly unknown[]) => unknown[]): unknown {
  if (Array.isArray(body)) return alter(body);
  if (typeof body !== 'object' || body === null || !Array.isArray((body as Told)['data'])) return body;
  return { ...body, data: alter((body as { data: unknown[] }).data) };
}

/** Changes the first entry. */
function mapEntry(it: Told, alter: (entry: [string, unknown]) => [string, unknown]): Told {
  return Object.fromEntries(Object.entries(it).map((entry, index) => (index === 0 ? alter(entry) : entry)));
}

/** Changes the first matching value. The words of a sentence beside a code are free. */
function mapValue(it: Told, isSo: (value: unknown) => boolean, alter: (value: unknown) => unknown): Told {
  const isFree = (key: string) => typeof it['code'] === 'string' && sentenceKeys.has(key);
  const found = Object.entries(it).find(([key, value]) => isSo(value) && !isFree(key))?.[0];
  return found === undefined ? it : { ...it, [found]: alter(it[found]) };
}

const isNumber = (value: unknown) => typeof value === 'number';
const isText = (value: unknown) => typeof value === 'string';
const isMoment = (value: unknown) => typeof value === 'string' && value.endsWith('.000Z');
