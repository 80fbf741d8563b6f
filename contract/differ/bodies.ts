import { asNode, follow, nodeAt, type Node } from './node.js';
import { differOtherwise } from './others.js';
import type { Report } from './report.js';
import type { Journey } from './journey.js';
import { compareSchemas } from './schemas.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

const bodyKeys = new Set(['description', 'required', 'content']);
const mediaKeys = new Set(['schema', 'example', 'examples']);

/** Compares the request bodies of an operation. */
export function compareRequestBodies(operations: Sides, documents: Documents, report: Report): void {
  const before = bodyOf(operations.before, documents.before);
  const after = bodyOf(operations.after, documents.after);
  if (!before && !after) return;
  if (!after) return report.add('body.removed');
  if (!before) return report.add(after['required'] === true ? 'body.added-required' : 'body.added');
  const [was, is] = [before['required'] === true, after['required'] === true];
  if (was !== is) report.add(is ? 'body.now-required' : 'body.now-optional');
  if (differOtherwise({ before, after }, bodyKeys, documents)) report.add('request.other-changed');
  compareContents({ before, after }, { way: 'request', documents }, report);
}

function bodyOf(operation: Node, document: Node): Node | undefined {
  return operation['requestBody'] === undefined ? undefined : follow(document, operation['requestBody']);
}

/** Compares the media types of a body and their schemas. */
export function compareContents(holders: Sides, journey: Journey, report: Report): void {
  const contents = sidesOf(holders, (holder) => new Map(Object.entries(nodeAt(holder, 'content'))));
  const name = journey.way === 'request' ? 'body' : 'response';
  eachName(contents, {
    gone: (type) => report.add(`${name}.media-type-removed`, type),
    added: (type) => report.add(`${name}.media-type-added`, undefined, type),
    kept: (_, media) => {
      const schemas = sidesOf(media, (each) => asNode(each)['schema']);
      if (differOtherwise(sidesOf(media, asNode), mediaKeys, journey.documents))
        report.at('body').add(`${journey.way}.other-changed`);
      compareSchemas(schemas, { ...journey, isWhole: true }, report.at('body'));
    },
  });
}
