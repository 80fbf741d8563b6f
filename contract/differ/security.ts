import { asNode, isSame, listAt, nodeAt, type Node } from './node.js';
import type { Report } from './report.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

/** Compares the security schemes of two documents. */
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

/** Compares the security requirements of an operation. */
export function compareSecurity(operations: Sides, documents: Documents, report: Report): void {
  const all: Sides<readonly unknown[]> = {
    before: allWaysOf(operations.before, documents.before),
    after: allWaysOf(operations.after, documents.after),
  };
  const { before, after } = sidesOf(all, demandedOf);
  if (before.length === 0 && after.length === 0 && !isSame(proofsIn(all.before), proofsIn(all.after)))
    return report.add('operation.security-changed', all.before, all.after);
  if (isSame(texts(before).toSorted(), texts(after).toSorted())) return;
  const [wasFree, isFree] = [before.length === 0, after.length === 0];
  if (wasFree) return report.add('operation.security-added', before, after);
  if (isFree) return report.add('operation.security-removed', before, after);
  if (texts(before).every((way) => texts(after).includes(way)))
    return report.add('operation.security-widened', before, after);
  const isSameButScopes = isSame(before.map(schemesOf), after.map(schemesOf));
  report.add(isSameButScopes ? 'operation.scope-added' : 'operation.security-changed', before, after);
}

function allWaysOf(operation: Node, document: Node): readonly unknown[] {
  return listAt('security' in operation ? operation : document, 'security');
}

/**
 * One of these alternatives is enough. When one of them is empty, authentication is optional, and nothing is required.
 */
function demandedOf(ways: readonly unknown[]): readonly unknown[] {
  return ways.some((way) => schemesOf(way).length === 0) ? [] : ways;
}

/** The alternatives that authenticate. They are accepted even where authentication is optional. */
function proofsIn(ways: readonly unknown[]): string[] {
  return texts(ways.filter((way) => schemesOf(way).length > 0)).toSorted();
}

function schemesOf(way: unknown): string[] {
  return Object.keys(asNode(way)).toSorted();
}

function texts(ways: readonly unknown[]): string[] {
  return ways.map((way) => JSON.stringify(way));
}
