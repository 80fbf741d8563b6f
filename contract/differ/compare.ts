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

/** Texts for people in `info`. Clients do not depend on them. */
const words = new Set(['title', 'summary', 'description', 'contact', 'license', 'termsOfService', 'version']);

/** All differences between two OpenAPI 3.1 documents that a client can notice, whether allowed or not. */
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
 * The differences between two OpenAPI 3.1 documents that break clients. Texts for people and the order of keys are
 * never a finding.
 * @param mode `same`: both documents are of one minor, and every noticeable difference is a finding. `compatible`:
 * `derived` is of a later minor, which may add things but not remove any.
 */
export function compare(frozen: object, derived: object, mode: Mode = 'same'): Finding[] {
  return differences(frozen, derived).filter((finding) => breaks(finding, mode));
}

/** The document as JSON would store it, without undefined values. */
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

/** Parts without a rule of their own: of the document, of `info`, and of `paths`. */
function others(document: Node): unknown {
  const betweenPaths = Object.entries(nodeAt(document, 'paths')).filter(([key]) => !key.startsWith('/'));
  return spelledOut(document, [
    without(document, known),
    without(nodeAt(document, 'info'), words),
    betweenPaths,
  ]);
}
