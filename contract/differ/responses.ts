import { compareContents } from './bodies.js';
import { isEnding } from './lifecycle.js';
import { asNode, follow, listAt, nodeAt, type Node } from './node.js';
import type { Report } from './report.js';
import { compareSchemas } from './schemas.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

type Responses = ReadonlyMap<string, Node>;

/** What is told of an operation whose end is announced. */
const goneCode = 'request.gone';
const endHeaders = new Set(['deprecation', 'sunset', 'link']);

/** Compares how an operation answers: statuses, error codes, headers, bodies. */
export function compareResponses(operations: Sides, documents: Documents, report: Report): void {
  const responses: Sides<Responses> = {
    before: responsesOf(operations.before, documents.before),
    after: responsesOf(operations.after, documents.after),
  };
  const isEndingNow = isToldToEnd(operations.after, documents.after);
  eachName(responses, {
    gone: (status, was) => report.at(status).add(isRefusal(was) ? 'error.status-removed' : 'status.removed'),
    added: (status, is) => addedStatus(is, isEndingNow, report.at(status)),
    kept: (status, both) => compareResponse(both, documents, isEndingNow, report.at(status)),
  });
  compareCodes(responses, documents.before, isEndingNow, report);
}

function responsesOf(operation: Node, document: Node): Responses {
  const entries = Object.entries(nodeAt(operation, 'responses'));
  return new Map(entries.map(([status, response]) => [status, follow(document, response).node]));
}

/** A whole operation, or a parameter of it. */
function isToldToEnd(operation: Node, document: Node): boolean {
  const parts = listAt(operation, 'parameters').map((each) => follow(document, each).node);
  return [operation, ...parts].some(isEnding);
}

function isRefusal(response: Node): boolean {
  return response['x-codes'] !== undefined;
}

function addedStatus(response: Node, isEndingNow: boolean, report: Report): void {
  if (!isRefusal(response)) return report.add('status.added');
  const onlyGone = listAt(response, 'x-codes').every((code) => code === goneCode);
  report.add(onlyGone && isEndingNow ? 'error.gone-announced' : 'error.status-added');
}

function compareCodes(
  responses: Sides<Responses>,
  document: Node,
  isEndingNow: boolean,
  report: Report,
): void {
  const codes = sidesOf(responses, codesOf);
  eachName(codes, {
    gone: (code) => report.at(code).add('error.code-removed'),
    added: (code) => {
      if (code === goneCode && isEndingNow) return report.at(code).add('error.gone-announced');
      const isKnown = JSON.stringify(document['paths']).includes(JSON.stringify(code));
      report.at(code).add(isKnown ? 'error.code-spread' : 'error.code-added');
    },
    kept: (code, { before, after }) => {
      if (before !== after) report.at(code).add('error.code-moved', before, after);
    },
  });
}

/** Error code → the status that it comes with. */
function codesOf(responses: Responses): Map<string, string> {
  return new Map(
    [...responses].flatMap(([status, response]) =>
      listAt(response, 'x-codes').map((code) => [String(code), status] as const),
    ),
  );
}

function compareResponse(both: Sides, documents: Documents, isEndingNow: boolean, report: Report): void {
  compareHeaders(both, documents, isEndingNow, report);
  const { before, after } = sidesOf(both, (response) => Object.keys(nodeAt(response, 'content')));
  if (before.length === 0 && after.length === 0) return;
  if (after.length === 0) return report.add('response.body-removed');
  if (before.length === 0) return report.add('response.body-added');
  if (before[0] !== after[0] && after.includes(before[0] ?? ''))
    report.add('response.media-type-preferred', before[0], after[0]);
  compareContents(both, { way: 'response', documents, within: new Set() }, report);
}

function compareHeaders(both: Sides, documents: Documents, isEndingNow: boolean, report: Report): void {
  const headers = {
    before: headersOf(both.before, documents.before),
    after: headersOf(both.after, documents.after),
  };
  eachName(headers, {
    gone: (name) => report.at(name).add('header.removed'),
    added: (name) => {
      report.at(name).add(isEndingNow && endHeaders.has(name) ? 'header.end-announced' : 'header.added');
    },
    kept: (name, { before, after }) => {
      const [was, is] = [before['required'] === true, after['required'] === true];
      if (was !== is) report.at(name).add(is ? 'header.now-required' : 'header.now-optional');
      const journey = { way: 'response', documents, within: new Set<string>() } as const;
      compareSchemas({ before: before['schema'], after: after['schema'] }, journey, report.at(name));
    },
  });
}

/** The names of header fields know no case (RFC 9110, 5.1). */
function headersOf(response: Node, document: Node): Map<string, Node> {
  const entries = Object.entries(nodeAt(response, 'headers'));
  return new Map(
    entries.map(([name, header]) => [name.toLowerCase(), follow(document, asNode(header)).node]),
  );
}
