import { asNode, isSame, listAt, nodeAt, type Node } from './node.js';
import type { Report } from './report.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

/** Compares the ways to show who one is that a document knows. */
export function compareSchemes(documents: Documents, report: Report): void {
  const schemes = sidesOf(
    documents,
    (document) => new Map(Object.entries(nodeAt(nodeAt(document, 'components'), 'securitySchemes'))),
  );
  eachName(schemes, {
    gone: (name) => report.at(name).add('security.scheme-removed'),
    added: (name) => report.at(name).add('security.scheme-added'),
    kept: (name, both) => {
      const { before, after } = sidesOf(both, wordless);
      if (!isSame(before, after)) report.at(name).add('security.scheme-changed');
    },
  });
}

function wordless(scheme: unknown): Node {
  const { description: _, ...rest } = asNode(scheme);
  return rest;
}

/** Compares how an operation wants to be shown who one is. */
export function compareSecurity(operations: Sides, documents: Documents, report: Report): void {
  const before = waysOf(operations.before, documents.before);
  const after = waysOf(operations.after, documents.after);
  if (isSame(texts(before).toSorted(), texts(after).toSorted())) return;
  const [wasFree, isFree] = [before.length === 0, after.length === 0];
  if (wasFree) return report.add('operation.security-added', before, after);
  if (isFree) return report.add('operation.security-removed', before, after);
  if (texts(before).every((way) => texts(after).includes(way)))
    return report.add('operation.security-widened', before, after);
  const isSameButScopes = isSame(before.map(schemesOf), after.map(schemesOf));
  report.add(isSameButScopes ? 'operation.scope-added' : 'operation.security-changed', before, after);
}

/** Any one of these will do; none at all when one of them is empty. */
function waysOf(operation: Node, document: Node): readonly unknown[] {
  const ways = listAt('security' in operation ? operation : document, 'security');
  return ways.some((way) => schemesOf(way).length === 0) ? [] : ways;
}

function schemesOf(way: unknown): string[] {
  return Object.keys(asNode(way)).toSorted();
}

function texts(ways: readonly unknown[]): string[] {
  return ways.map((way) => JSON.stringify(way));
}
