import { listAt, nodeAt, textAt, asNode, type Node } from '../differ/node.js';
import { operationsOf } from '../differ/operations.js';
import { parsed } from './exchange.js';
import type { Conversation, Step } from './conversation.js';

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
  const operations = [...operationsOf(document)].map(([key, operation]) => ({
    id: textAt(operation, 'operationId') ?? '',
    fits: fitting(key),
    parameters: key.split('{').length,
  }));
  const nearestFirst = operations.toSorted((a, b) => a.parameters - b.parameters);
  const ways = conversations.flatMap(({ steps }) =>
    steps.map((step) => {
      const id = nearestFirst.find(({ fits }) => fits(step))?.id;
      return `${id} ${wayOf(step)}`;
    }),
  );
  return new Set(ways);
}

function fitting(key: string): (step: Step) => boolean {
  const [method = '', path = ''] = key.split(' ');
  const pattern = new RegExp(`^${path.replaceAll('.', '[.]').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return ({ request }) => request.method === method && pattern.test(request.path.split('?')[0] ?? '');
}

function wayOf({ expect: { status, body } }: Step): string {
  if (status < 400) return String(status);
  const told = typeof body === 'string' ? parsed(body) : body;
  return `${status} ${textAt(asNode(told), 'code') ?? 'without a code'}`;
}
