import { isNode } from '../../differ/node.js';
import type { WireAnswer } from '../sides/exchange.js';
import type { Heard } from '../requests/talk.js';
import type { Pairs } from './pairs.js';

/** Headers of the connection, and the true time. */
const unseen: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
]);

/** Sentences for people are not promised word by word; codes and structure are. */
const sentences: ReadonlySet<string> = new Set(['message', 'detail', 'title']);

/** `contract:check` compares the documents themselves, by its rules. */
const isDocumentation = /[/](openapi|docs)\b/;

/**
 * Calls are stored in lots in true time, so both sides show other counts for the same requests, and programs that nobody
 * has registered appear sooner or later. The frozen conversations compare the rest of these answers.
 */
const countCalls: ReadonlySet<string> = new Set([
  'getMigrationReport',
  'listMyDeprecations',
  'listMyUsage',
  'listPrograms',
]);
const isOfCalls = /^[/]sections[/]usage/;

/** How two answers differ, as sentences. */
export interface Differences {
  readonly breaking: readonly string[];
  /** Only the wording of sentences differs. */
  readonly wording: readonly string[];
}

/** Compares the answers of both sides to one request. */
export function compareAnswers(
  { operation, answer: first }: Pick<Heard, 'operation' | 'answer'>,
  second: WireAnswer,
  pairs: Pairs,
): Differences {
  const breaking: string[] = [];
  const wording: string[] = [];
  const isCounted = countCalls.has(operation.id) && isShown(first);
  // Another count has another tag, so one side may say that nothing has changed.
  if (countCalls.has(operation.id) && isUnchangedForOne(first, second)) return { breaking, wording };
  if (first.status !== second.status) breaking.push(`status ${first.status} became ${second.status}`);
  if (isCounted) compareHeaders(ofAnyPage(first), ofAnyPage(second), pairs, breaking);
  else compareHeaders(first, second, pairs, breaking);
  const bodies = { isRefusal: first.status >= 400, pairs, breaking, wording };
  if (!isDocumentation.test(operation.path) && !isCounted) compareTexts(first, second, bodies);
  // Tags of answers that differ stand for different states, and say nothing of each other.
  if (breaking.length === 0 && !isCounted) compareTags(first, second, pairs, breaking);
  return { breaking, wording };
}

/** Other counts end a page at another place, so its `Link` has another cursor. */
function ofAnyPage({ headers: { link: _link, ...headers }, ...answer }: WireAnswer): WireAnswer {
  return { ...answer, headers };
}

function isUnchangedForOne(first: WireAnswer, second: WireAnswer): boolean {
  return first.status !== second.status && isShown(first) && isShown(second);
}

/** Whether it is the answer to a read that was not refused. */
const isShown = ({ status }: WireAnswer): boolean => status === 200 || status === 304;

function compareHeaders(first: WireAnswer, second: WireAnswer, pairs: Pairs, faults: string[]): void {
  for (const name of new Set([...Object.keys(first.headers), ...Object.keys(second.headers)])) {
    const [was, is] = [first.headers[name], second.headers[name]];
    if (unseen.has(name) || was === is) continue;
    const isSame = was !== undefined && is !== undefined && agreeOn(name, was, is, pairs);
    if (!isSame) faults.push(`header ${name}: ${was ?? 'none'} became ${is ?? 'none'}`);
  }
}

function agreeOn(name: string, was: string, is: string, pairs: Pairs): boolean {
  // See `compareTags`. A cache is asked and emptied in true time.
  if (name === 'etag' || name === 'x-cache') return true;
  // What is left depends on requests that were sent again: see `Line`.
  if (name === 'ratelimit') return withoutNumbers(was) === withoutNumbers(is);
  return pairs.translate(was) === is || pairs.agree(was, is);
}

function compareTags(first: WireAnswer, second: WireAnswer, pairs: Pairs, faults: string[]): void {
  const [was, is] = [first.headers['etag'], second.headers['etag']];
  if (was === undefined || is === undefined || pairs.agreeOnTag(was, is)) return;
  faults.push(`header etag: ${was} became ${is}`);
}

const withoutNumbers = (text: string): string => text.replaceAll(/=\d+/g, '=…');

interface Comparison {
  readonly isRefusal: boolean;
  readonly pairs: Pairs;
  readonly breaking: string[];
  readonly wording: string[];
}

function compareTexts(first: WireAnswer, second: WireAnswer, comparison: Comparison): void {
  if (first.text === second.text) return;
  const [was, is] = [asJson(first.text), asJson(second.text)];
  if (was === undefined || is === undefined)
    comparison.breaking.push(`body: ${first.text} became ${second.text}`);
  else compareValues('', was, is, comparison);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function compareValues(place: string, was: unknown, is: unknown, comparison: Comparison): void {
  if (isOfCalls.test(place)) return;
  if (Array.isArray(was) && Array.isArray(is)) compareLists(place, was, is, comparison);
  else if (isNode(was) && isNode(is)) compareObjects(place, was, is, comparison);
  else if (was !== is) compareTextsOf(place, was, is, comparison);
}

function compareTextsOf(place: string, was: unknown, is: unknown, comparison: Comparison): void {
  const areTexts = typeof was === 'string' && typeof is === 'string';
  const { pairs } = comparison;
  // A link contains a secret that was drawn, as the address of an authenticator app does.
  if (areTexts && (pairs.agree(was, is) || pairs.translate(was) === is)) return;
  const list =
    areTexts && comparison.isRefusal && isSentence(place) ? comparison.wording : comparison.breaking;
  list.push(`${place}: ${show(was)} became ${show(is)}`);
}

/** v2 names the sentences of a field, v1 lists them. */
function isSentence(place: string): boolean {
  return sentences.has(place.split('/').at(-1) ?? '') || /^[/]errors[/][^/]+[/]\d+$/.test(place);
}

function compareLists(place: string, was: unknown[], is: unknown[], comparison: Comparison): void {
  if (areMinors(was) && areMinors(is) && was.every((minor) => is.includes(minor))) return;
  if (was.length !== is.length) comparison.breaking.push(`${place}: ${was.length} items became ${is.length}`);
  for (let index = 0; index < Math.min(was.length, is.length); index++)
    compareValues(`${place}/${index}`, was[index], is[index], comparison);
}

/** A refusal lists the minors of its major, and each new one is added to them. */
function areMinors(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every((each) => /^\d+[.]\d+$/.test(String(each)));
}

function compareObjects(
  place: string,
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
  comparison: Comparison,
): void {
  const [before, after] = [Object.keys(was), Object.keys(is)];
  if (before.join('\n') !== after.join('\n'))
    comparison.breaking.push(`${place}: the fields ${before.join(', ')} became ${after.join(', ')}`);
  for (const name of before.filter((each) => each in is))
    compareValues(`${place}/${name}`, was[name], is[name], comparison);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
