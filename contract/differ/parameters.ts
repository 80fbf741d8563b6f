import { compareLifecycles } from './lifecycle.js';
import { follow, listAt, textAt, type Node } from './node.js';
import type { Report } from './report.js';
import { compareSchemas } from './schemas.js';
import { eachName, type Documents, type Sides } from './sides.js';

/** Compares the parameters of an operation, those of its path included. */
export function compareParameters(operations: Sides, documents: Documents, report: Report): void {
  const before = parametersOf(operations.before, documents.before);
  const after = parametersOf(operations.after, documents.after);
  eachName(
    { before, after },
    {
      gone: (key, was) =>
        report.at(key).add(isElsewhere(was, after) ? 'parameter.moved' : 'parameter.removed'),
      added: (key, is) => {
        if (isElsewhere(is, before)) return;
        report.at(key).add(is['required'] === true ? 'parameter.added-required' : 'parameter.added');
      },
      kept: (key, both) => compareParameter(both, documents, report.at(key)),
    },
  );
}

/** `query per_page` → parameter. The names of header fields know no case (RFC 9110, 5.1). */
function parametersOf(operation: Node, document: Node): Map<string, Node> {
  const nodes = listAt(operation, 'parameters').map((each) => follow(document, each).node);
  return new Map(nodes.map((node) => [keyOf(node), node]));
}

function keyOf(node: Node): string {
  const name = textAt(node, 'name') ?? '';
  return `${textAt(node, 'in')} ${node['in'] === 'header' ? name.toLowerCase() : name}`;
}

function isElsewhere({ name }: Node, others: ReadonlyMap<string, Node>): boolean {
  return [...others.values()].some((other) => other['name'] === name);
}

function compareParameter({ before, after }: Sides, documents: Documents, report: Report): void {
  const [was, is] = [before['required'] === true, after['required'] === true];
  if (was !== is) report.add(is ? 'parameter.now-required' : 'parameter.now-optional');
  if (['style', 'explode', 'allowReserved', 'content'].some((key) => isOther(key, before, after)))
    report.add('parameter.serialization-changed');
  if (isOther('allowEmptyValue', before, after))
    report.add(after['allowEmptyValue'] === true ? 'parameter.empty-allowed' : 'parameter.empty-refused');
  compareLifecycles({ before, after }, report);
  const parameter = textAt(before, 'name') ?? '';
  const journey = { way: 'request', documents, parameter, within: new Set<string>() } as const;
  compareSchemas({ before: before['schema'], after: after['schema'] }, journey, report);
}

function isOther(key: string, before: Node, after: Node): boolean {
  return JSON.stringify(before[key]) !== JSON.stringify(after[key]);
}
