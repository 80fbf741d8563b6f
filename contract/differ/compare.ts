import { asNode, isSame, listAt, nodeAt, spelledOut, without, type Node } from './node.js';
import { compareOperations } from './operations.js';
import { breaks, reportInto, type Finding, type Report } from './report.js';
import type { Mode } from './rules/rule.js';
import { compareSchemes } from './security.js';
import { sidesOf, type Documents } from './sides.js';

const known = new Set([
  'openapi',
  'info',
  'servers',
  'tags',
  'paths',
  'components',
  'security',
  'externalDocs',
]);

/** What only people read of that which is said about the document. */
const words = new Set(['title', 'summary', 'description', 'contact', 'license', 'termsOfService', 'version']);

/** All that a client could see of the difference between two OpenAPI 3.1 documents, allowed or not. */
export function differences(frozen: object, derived: object): Finding[] {
  const findings: Finding[] = [];
  const documents = { ...sidesOf({ before: frozen, after: derived }, plain), seen: new Set<string>() };
  const report = reportInto(findings);
  compareDocuments(documents, report.at('document'));
  compareSchemes(documents, report.at('security'));
  compareOperations(documents, report);
  return findings;
}

/**
 * The differences between two OpenAPI 3.1 documents that break somebody.
 * @param mode `same`: both are of one minor, and whatever a client could see is a finding. `compatible`: `derived` is
 * of a later minor, which may add, and take nothing away. Words for people are never a finding, nor the order of keys.
 */
export function compare(frozen: object, derived: object, mode: Mode = 'same'): Finding[] {
  return differences(frozen, derived).filter((finding) => breaks(finding, mode));
}

/** As it would be in a file: without what JSON has no word for. */
function plain(document: object): Node {
  return asNode(JSON.parse(JSON.stringify(document)));
}

function compareDocuments(documents: Documents, report: Report): void {
  const { before, after } = documents;
  if (before['openapi'] !== after['openapi'])
    report.add('document.dialect-changed', before['openapi'], after['openapi']);
  const minors = sidesOf(documents, (document) => nodeAt(document, 'info')['version']);
  if (minors.before !== minors.after) report.add('document.minor-changed', minors.before, minors.after);
  const servers = sidesOf(documents, (each) =>
    listAt(each, 'servers').map((server) => without(asNode(server), new Set(['description']))),
  );
  if (!isSame(servers.before, servers.after))
    report.add('document.server-changed', servers.before, servers.after);
  if (!isSame(others(before), others(after))) report.add('document.other-changed');
}

/** What no rule knows: of the document, of what is said about it, and between the paths. */
function others(document: Node): unknown {
  const betweenPaths = Object.entries(nodeAt(document, 'paths')).filter(([key]) => !key.startsWith('/'));
  return spelledOut(document, [
    without(document, known),
    without(nodeAt(document, 'info'), words),
    betweenPaths,
  ]);
}
