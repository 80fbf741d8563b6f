import type { Contract, DocumentedOperation } from './contract.js';

/** One part of a contract, before and after. An empty text means that it does not exist there. */
export interface Row {
  readonly before: string;
  readonly after: string;
  /** Words between backticks are code. */
  readonly note: string;
}

/** A request and the answer to it, as far as they show a difference. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status?: number;
  readonly answer?: unknown;
}

/** `after` is undefined where nothing stands for the operation. */
export interface BeforeAndAfter {
  readonly before: Exchange;
  readonly after: Exchange | undefined;
}

/** One difference between two contracts, as a client of the older one sees it. */
export interface Difference {
  /** Unique among the differences of these contracts. */
  readonly id: string;
  /** In one sentence. Words between backticks are code. */
  readonly title: string;
  /** What to do about it, or what it is good for. */
  readonly text: string;
  /** The address of the page that says more. */
  readonly guide: string;
  /** Between minors: the minor that brought it. Calls that were answered as this minor or a newer one have it already. */
  readonly since: string | undefined;
  /** The operations of the older contract that it touches. None for what is only added. */
  readonly operations: readonly string[];
  readonly rows: readonly Row[];
  /** An example of it. @param operationId one of its operations */
  readonly example: (operationId: string) => BeforeAndAfter;
}

/** Which part of an exchange an example shows. */
export type Shown = 'request' | 'success' | 'refusal';

/** An exchange made of the examples of a document. @param code of the refusal that is shown */
export function exchangeOf(operation: DocumentedOperation, shown: Shown, code?: string): Exchange {
  const { method, body, success, refusals } = operation;
  const request = { method, path: examplePathOf(operation) };
  if (shown === 'request') return { ...request, ...(body && { body: body.example }) };
  const answer = shown === 'success' ? success : refusals.get(code ?? '');
  if (!answer) return request;
  const { status, example } = answer;
  return { ...request, status, ...(example !== undefined && { answer: example }) };
}

/** A code that both operations answer, such as that of a faulty request; the most telling one first. */
export function commonCode(
  before: DocumentedOperation,
  after: DocumentedOperation | undefined,
): string | undefined {
  const codes = [...before.refusals.keys()];
  const common = after ? codes.filter((code) => after.refusals.has(code)) : codes;
  return common.find((code) => !code.startsWith('request.')) ?? common[0];
}

/** An operation that a contract must have. @throws Error if it has none */
export function operationIn({ operations, minor }: Contract, operationId: string): DocumentedOperation {
  const found = operations.get(operationId);
  if (!found) throw new Error(`${minor} has no operation ${operationId}.`);
  return found;
}

/** The path with the examples of its parameters, and with the query parameters that it cannot do without. */
export function examplePathOf({ path, parameters }: DocumentedOperation): string {
  const valueOf = (place: 'path' | 'query', name: string): string => {
    const found = parameters.find((each) => each.in === place && each.name === name);
    return textOf(found?.example);
  };
  const required = parameters.filter((each) => each.in === 'query' && each.required);
  const pairs = required.map(({ name }): [string, string] => [name, valueOf('query', name)]);
  const query = new URLSearchParams(pairs).toString();
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(valueOf('path', name)),
  );
  return query === '' ? filled : `${filled}?${query}`;
}

function textOf(example: unknown): string {
  return typeof example === 'string' || typeof example === 'number' ? String(example) : '';
}
