import { compareRequestBodies } from './bodies.js';
import { compareLifecycles, lifecycleKeys } from './lifecycle.js';
import { follow, listAt, nodeAt, textAt, without, type Node } from './node.js';
import { differOtherwise } from './others.js';
import { compareParameters } from './parameters.js';
import type { Report } from './report.js';
import { compareResponses } from './responses.js';
import { compareSecurity } from './security.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

const words = ['summary', 'description', 'tags', 'externalDocs'];
const compared = [
  'operationId',
  'security',
  'parameters',
  'requestBody',
  'responses',
  'x-audience',
  'x-since',
];
const known: ReadonlySet<string> = new Set([...words, ...compared, ...lifecycleKeys]);

/** Compares all operations of two documents. */
export function compareOperations(documents: Documents, report: Report): void {
  const operations = sidesOf(documents, operationsOf);
  const movedAway = idsOnlyIn(operations.before, operations.after);
  const movedIn = idsOnlyIn(operations.after, operations.before);
  eachName(operations, {
    gone: (place, was) => {
      report.at(idOf(was)).add(movedIn.has(idOf(was)) ? 'operation.moved' : 'operation.removed', place);
    },
    added: (place, is) => {
      if (!movedAway.has(idOf(is))) report.at(idOf(is)).add('operation.added', undefined, place);
    },
    kept: (_, both) => compareOperation(both, documents, report.at(idOf(both.before))),
  });
}

/** The operationIds in places that the other document does not have. */
function idsOnlyIn(these: ReadonlyMap<string, Node>, others: ReadonlyMap<string, Node>): Set<string> {
  return new Set([...these].filter(([place]) => !others.has(place)).map(([, operation]) => idOf(operation)));
}

/** `GET /v1/books` → operation, together with the parameters and other keywords of its path. */
export function operationsOf(document: Node): Map<string, Node> {
  const entries = Object.entries(nodeAt(document, 'paths')).flatMap(([path, value]) => {
    const item = follow(document, value);
    return methods
      .filter((method) => item[method] !== undefined)
      .map((method) => [`${method.toUpperCase()} ${path}`, withPath(item, method)] as const);
  });
  return new Map(entries);
}

const ofPaths: ReadonlySet<string> = new Set([...methods, 'parameters', 'summary', 'description']);

function withPath(item: Node, method: string): Node {
  const operation = nodeAt(item, method);
  const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')];
  return { ...operation, parameters, 'beside methods': without(item, ofPaths) };
}

function idOf(operation: Node): string {
  return textAt(operation, 'operationId') ?? 'an operation without a name';
}

function compareOperation(both: Sides, documents: Documents, report: Report): void {
  const { before, after } = both;
  if (idOf(before) !== idOf(after)) report.add('operation.id-changed', idOf(before), idOf(after));
  if (before['x-since'] !== after['x-since'])
    report.add('operation.since-changed', before['x-since'], after['x-since']);
  if (differOtherwise(both, known, documents)) report.add('operation.other-changed');
  compareAudiences(both, report);
  compareSecurity(both, documents, report);
  compareLifecycles(both, report);
  compareParameters(both, documents, report);
  compareRequestBodies(both, documents, report.at('body'));
  compareResponses(both, documents, report);
}

const audiences = ['anonymous', 'patron', 'librarian', 'admin'];

function compareAudiences({ before, after }: Sides, report: Report): void {
  const [was, is] = [before['x-audience'], after['x-audience']];
  if (was === is) return;
  const isWider =
    audiences.indexOf(String(is)) < audiences.indexOf(String(was)) && audiences.includes(String(is));
  report.add(isWider ? 'operation.audience-widened' : 'operation.audience-narrowed', was, is);
}
