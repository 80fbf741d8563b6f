import { compareLifecycles, lifecycleKeys } from './lifecycle.js';
import { follow, listAt, textAt, type Node } from './node.js';
import { differOtherwise } from './others.js';
import type { Report } from './report.js';
import { compareSchemas } from './schemas.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

type Parameters = ReadonlyMap<string, Node>;

/** Compares the parameters of an operation, including those of its path. */
export function compareParameters(operations: Sides, documents: Documents, report: Report): void {
  const before = parametersOf(operations.before, documents.before);
  const after = parametersOf(operations.after, documents.after);
  eachName(
    { before, after },
    {
      gone: (key, was) =>
        report.at(key).add(isElsewhere(was, after, before) ? 'parameter.moved' : 'parameter.removed'),
      added: (key, is) => {
        if (isElsewhere(is, before, after)) return;
        report.at(key).add(is['required'] === true ? 'parameter.added-required' : 'parameter.added');
      },
      kept: (key, both) => compareParameter(both, documents, report.at(key)),
    },
  );
}

/** `query per_page` → parameter. Header names are case-insensitive (RFC 9110, 5.1). */
function parametersOf(operation: Node, document: Node): Map<string, Node> {
  const nodes = listAt(operation, 'parameters').map((each) => follow(document, each));
  return new Map(nodes.map((node) => [keyOf(node), node]));
}

function keyOf(node: Node): string {
  const name = textAt(node, 'name') ?? '';
  return `${textAt(node, 'in')} ${node['in'] === 'header' ? name.toLowerCase() : name}`;
}

/**
 * Whether a parameter of this name is in another place on the other side, and not in that place on this side. One name
 * can be used in several places.
 */
function isElsewhere({ name }: Node, there: Parameters, here: Parameters): boolean {
  return [...there].some(([key, other]) => other['name'] === name && !here.has(key));
}

const serializationKeys = ['style', 'explode', 'allowReserved', 'content'];
const words = ['description', 'example', 'examples'];
const compared = ['name', 'in', 'required', 'allowEmptyValue', 'schema'];
const known: ReadonlySet<string> = new Set([...serializationKeys, ...words, ...compared, ...lifecycleKeys]);

/** How the value is serialized. */
function serialization(parameter: Node): Node {
  return Object.fromEntries(serializationKeys.map((key) => [key, parameter[key]]));
}

function compareParameter({ before, after }: Sides, documents: Documents, report: Report): void {
  const [was, is] = [before['required'] === true, after['required'] === true];
  if (was !== is) report.add(is ? 'parameter.now-required' : 'parameter.now-optional');
  if (differOtherwise(sidesOf({ before, after }, serialization), new Set(), documents))
    report.add('parameter.serialization-changed');
  if (differOtherwise({ before, after }, known, documents)) report.add('request.other-changed');
  if (before['allowEmptyValue'] !== after['allowEmptyValue'])
    report.add(after['allowEmptyValue'] === true ? 'parameter.empty-allowed' : 'parameter.empty-refused');
  compareLifecycles({ before, after }, report);
  const parameter = textAt(before, 'name') ?? '';
  const journey = { way: 'request', documents, parameter } as const;
  compareSchemas({ before: before['schema'], after: after['schema'] }, journey, report);
}
