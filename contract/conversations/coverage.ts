import { listAt, nodeAt, textAt, asNode, type Node } from '../differ/node.js';
import { operationsOf } from '../differ/operations.js';
import { parsed } from './exchange.js';
import type { Conversation, SentRequest, Step } from './conversation.js';

/** The possible answers of these operations, such as `getBook 200` and `getBook 404 catalogue.book_not_found`. */
export function requiredCoverage(document: Node, operations: ReadonlySet<string>): string[] {
  return [...operationsOf(document).values()].flatMap((operation) => {
    const id = textAt(operation, 'operationId') ?? '';
    return operations.has(id) ? waysOf(operation).map((way) => `${id} ${way}`) : [];
  });
}

/** The error codes of an operation, in the order of its document. */
export function codesOf(operation: Node): string[] {
  return Object.values(nodeAt(operation, 'responses')).flatMap((response) =>
    listAt(asNode(response), 'x-codes').map(String),
  );
}

function waysOf(operation: Node): string[] {
  return Object.entries(nodeAt(operation, 'responses')).flatMap(([status, value]) => {
    const codes = asNode(value)['x-codes'];
    return Array.isArray(codes) ? codes.map((code) => `${status} ${String(code)}`) : [status];
  });
}

/** The statuses and error codes that the conversations cover. */
export function coveredBy(conversations: readonly Conversation[], document: Node): Set<string> {
  const idOf = operationIn(document);
  const ways = conversations.flatMap(({ steps }) =>
    steps
      .filter(({ request }) => request.method !== 'HEAD')
      .map((step) => `${idOf(step.request)} ${wayOf(step)}`),
  );
  return new Set(ways);
}

/**
 * Finds the operationId of a request; undefined when no operation has its method and path. HEAD is GET without a body, and
 * a slash may end the path.
 */
export function operationIn(document: Node): (request: SentRequest) => string | undefined {
  const operations = [...operationsOf(document)].map(([key, operation]) => {
    const [method = '', path = ''] = key.split(' ');
    const pattern = new RegExp(`^${path.replaceAll('.', '[.]').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);
    return {
      id: textAt(operation, 'operationId') ?? '',
      method,
      pattern,
      parameters: path.split('{').length,
    };
  });
  const nearestFirst = operations.toSorted((a, b) => a.parameters - b.parameters);
  return ({ method, path }) => {
    const [asked = ''] = path.split('?');
    const isIts = (of: string) => of === (method === 'HEAD' ? 'GET' : method);
    return nearestFirst.find((each) => isIts(each.method) && each.pattern.test(asked))?.id;
  };
}

function wayOf({ expect: { status, body } }: Step): string {
  if (status < 400) return String(status);
  const told = typeof body === 'string' ? parsed(body) : body;
  return `${status} ${textAt(asNode(told), 'code') ?? 'without a code'}`;
}
