import { compareContents } from './bodies.js';
import { isEnding } from './lifecycle.js';
import { asNode, follow, isNode, listAt, nodeAt, spelledOut, type Node } from './node.js';
import { compareHeaders } from './headers.js';
import { differOtherwise } from './others.js';
import type { Report } from './report.js';
import type { RuleId } from './rules/rules.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';
import { changedStandIns, standInFor, standInKey } from './stand-ins.js';

type Responses = ReadonlyMap<string, Node>;

/** Error codes that are added when an end of life is announced. */
const endCodes: ReadonlySet<unknown> = new Set(['request.gone', 'request.brownout']);

const responseKeys = new Set(['description', 'summary', 'headers', 'content', 'x-codes', standInKey]);

/** Context for the comparison of an operation's answers. */
interface Answering {
  readonly documents: Documents;
  /** Whether an end of life of the operation, or of a part of it, is announced. */
  readonly isEndingNow: () => boolean;
}

/** Compares the answers of an operation: statuses, error codes, headers, bodies. */
export function compareResponses(operations: Sides, documents: Documents, report: Report): void {
  const responses: Sides<Responses> = {
    before: responsesOf(operations.before, documents.before),
    after: responsesOf(operations.after, documents.after),
  };
  const isEndingNow = () => hasEnding(spelledOut(documents.after, operations.after));
  const answering = { documents, isEndingNow };
  eachName(responses, {
    gone: (status, was) => report.at(status).add(isRefusal(was) ? 'error.status-removed' : 'status.removed'),
    added: (status, is) => addedStatus(is, answering, report.at(status)),
    kept: (status, both) => compareResponse(both, answering, report.at(status)),
  });
  compareCodes(responses, answering, report);
}

function responsesOf(operation: Node, document: Node): Responses {
  const entries = Object.entries(nodeAt(operation, 'responses'));
  return new Map(entries.map(([status, response]) => [status, follow(document, response)]));
}

/**
 * Whether an end of life is announced for a whole operation, one of its parameters, or a field of its requests and
 * answers.
 */
function hasEnding(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(hasEnding);
  return isNode(part) && (isEnding(part) || Object.values(part).some(hasEnding));
}

function isRefusal(response: Node): boolean {
  return response['x-codes'] !== undefined;
}

function addedStatus(response: Node, { isEndingNow }: Answering, report: Report): void {
  if (!isRefusal(response)) return report.add('status.added');
  const onlyEnd = listAt(response, 'x-codes').every((code) => endCodes.has(code));
  report.add(onlyEnd && isEndingNow() ? 'error.gone-announced' : 'error.status-added');
}

function compareCodes(responses: Sides<Responses>, answering: Answering, report: Report): void {
  const codes = sidesOf(responses, codesOf);
  eachName(codes, {
    gone: (code) => report.at(code).add('error.code-removed'),
    added: (code) => {
      if (endCodes.has(code) && answering.isEndingNow()) return report.at(code).add('error.gone-announced');
      report.at(code).add(ruleOfAdded(code, responses, answering));
    },
    kept: (code, { before, after }) => {
      if (before !== after) report.at(code).add('error.code-moved', before, after);
    },
  });
}

/** In older minors a code of the same status, which the operation has had before, may stand for a new one. */
function ruleOfAdded(code: string, { before, after }: Sides<Responses>, { documents }: Answering): RuleId {
  if (codesIn(documents.before).has(code)) return 'error.code-spread';
  const isStoodFor = [...after].some(([status, response]) => {
    const standIn = standInFor(response, code);
    const own = listAt(response, 'x-codes').includes(code);
    return own && standIn !== undefined && listAt(before.get(status) ?? {}, 'x-codes').includes(standIn);
  });
  return isStoodFor ? 'error.code-stood-for' : 'error.code-added';
}

/** Error code → its statuses. */
function codesOf(responses: Responses): Map<string, string> {
  const codes = new Map<string, string>();
  for (const [status, response] of responses) {
    for (const code of listAt(response, 'x-codes').map(String)) {
      codes.set(code, [codes.get(code) ?? [], status].flat().toSorted().join(' '));
    }
  }
  return codes;
}

/** All error codes of a document. */
function codesIn(document: Node): Set<string> {
  const operations = Object.values(nodeAt(document, 'paths')).flatMap((path) => Object.values(asNode(path)));
  return new Set(
    operations.flatMap((operation) => [...codesOf(responsesOf(asNode(operation), document)).keys()]),
  );
}

function compareStandIns(both: Sides, report: Report): void {
  const had = listAt(both.before, 'x-codes');
  for (const [code, was, is] of changedStandIns(both, (each) => !had.includes(each)))
    report.at(code).add('error.stand-in-changed', was, is);
}

function compareResponse(both: Sides, answering: Answering, report: Report): void {
  const { documents } = answering;
  compareStandIns(both, report);
  compareHeaders(both, answering, report);
  if (isRefusal(both.before) !== isRefusal(both.after) || differOtherwise(both, responseKeys, documents))
    report.add('response.other-changed');
  const { before, after } = sidesOf(both, (response) => Object.keys(nodeAt(response, 'content')));
  if (before.length === 0 && after.length === 0) return;
  if (after.length === 0) return report.add('response.body-removed');
  if (before.length === 0) return report.add('response.body-added');
  if (before[0] !== after[0] && after.includes(before[0] ?? ''))
    report.add('response.media-type-preferred', before[0], after[0]);
  compareContents(both, { way: 'response', documents }, report);
}
