import type { ExpectedAnswer } from './conversation.js';
import { parsed, pickFrom, type HeardAnswer } from './exchange.js';
import { valueAt, withValueAt } from './json-path.js';
import { isOfKind } from './kinds.js';
import { withoutSentences } from './sentences.js';

/** The differences between an answer and the expected one, as sentences. */
export function faultsOf(answer: HeardAnswer, expected: ExpectedAnswer): string[] {
  return [
    ...statusFaults(answer, expected),
    ...headerFaults(answer, expected),
    ...matchFaults(answer, expected),
    ...bodyFaults(answer, expected),
  ];
}

function statusFaults({ status }: HeardAnswer, expected: ExpectedAnswer): string[] {
  return status === expected.status ? [] : [`status ${status} instead of ${expected.status}`];
}

function headerFaults({ headers }: HeardAnswer, expected: ExpectedAnswer): string[] {
  return Object.entries(expected.headers)
    .filter(([name, value]) => !isAsExpected(name, headers.get(name), value))
    .map(([name, value]) => `header ${name}: ${headers.get(name) ?? 'none'} instead of ${value}`);
}

/** Headers that are lists may contain additional items, for example a link to something new. */
const lists: Readonly<Record<string, RegExp>> = {
  'access-control-allow-headers': /, */,
  'access-control-allow-methods': /, */,
  'access-control-expose-headers': /, */,
  link: /, (?=<)/,
  vary: /, */,
};

function isAsExpected(name: string, value: string | null, expected: string): boolean {
  const separator = lists[name];
  if (!separator) return value === expected;
  const there = (value ?? '').split(separator);
  return expected.split(separator).every((each) => there.includes(each));
}

function matchFaults(answer: HeardAnswer, { match = {} }: ExpectedAnswer): string[] {
  return Object.entries(match)
    .filter(([path, kind]) => !isOfKind(pickFrom(answer, path), kind))
    .map(([path, kind]) => `${path} is not of kind ${kind}: ${JSON.stringify(pickFrom(answer, path))}`);
}

function bodyFaults({ text }: HeardAnswer, { body, match = {} }: ExpectedAnswer): string[] {
  if (body === undefined) return text === '' ? [] : [`a body instead of none: ${text.slice(0, 200)}`];
  const masked = Object.keys(match).filter((path) => !path.startsWith('$header.'));
  const heard = textOf(withoutSentences(mask(parsed(text), masked)));
  const expected = textOf(withoutSentences(mask(body, masked)));
  if (heard !== expected) return [difference(heard, expected)];
  return text === textOf(parsed(text)) ? [] : [`the JSON has another form: ${text.slice(0, 200)}`];
}

/** The JSON text of a body. A body that is not JSON is returned unchanged. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Replaces the values at these paths. */
export function mask(body: unknown, paths: readonly string[]): unknown {
  return paths.reduce(
    (masked, path) => (valueAt(masked, path) === undefined ? masked : withValueAt(masked, path, '…')),
    body,
  );
}

function difference(heard: string, expected: string): string {
  const at = [...expected].findIndex((_, index) => heard[index] !== expected[index]);
  const from = Math.max(0, (at < 0 ? expected.length : at) - 40);
  return `body …${heard.slice(from, from + 120)}… instead of …${expected.slice(from, from + 120)}…`;
}
