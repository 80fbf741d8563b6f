import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from '../../frozen/folder.js';
import { asNode, follow, listAt, nodeAt, textAt, type Node } from '../../differ/node.js';
import { operationsOf } from '../../differ/operations.js';

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Node;
}

/** One operation as the frozen document of one minor describes it. */
export interface Operation {
  readonly id: string;
  /** Name of its folder: `v1`. */
  readonly major: string;
  readonly minor: string;
  readonly isBaseline: boolean;
  readonly method: string;
  /** With `{id}` and so on. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Media types of its body, the first one first; none when it takes no body. */
  readonly media: readonly string[];
  readonly body: Node;
  readonly statuses: readonly number[];
  /** The least role that may call it. */
  readonly audience: string;
  readonly scope: string | undefined;
  readonly document: Node;
}

/** Every operation of every frozen minor in the folder `contracts` of a release. */
export function frozenOperations(contracts: string): Operation[] {
  return filesIn(contracts)
    .filter((file) => file.endsWith('.openapi.json'))
    .flatMap((file, _, files) => {
      const [major = '', name = ''] = file.split('/');
      const minor = name.replace('.openapi.json', '');
      const isBaseline = files.filter((each) => each.startsWith(major))[0] === file;
      const document = asNode(JSON.parse(readFileSync(path.join(contracts, file), 'utf8')));
      return [...operationsOf(document)].map(([key, operation]) =>
        read(document, { major, minor, isBaseline }, key, operation),
      );
    });
}

function read(
  document: Node,
  version: Pick<Operation, 'major' | 'minor' | 'isBaseline'>,
  key: string,
  operation: Node,
): Operation {
  const [method = '', place = ''] = key.split(' ');
  const content = nodeAt(follow(document, operation['requestBody']), 'content');
  const media = Object.keys(content);
  return {
    ...version,
    id: textAt(operation, 'operationId') ?? key,
    method,
    path: place,
    parameters: listAt(operation, 'parameters').map((each) => readParameter(follow(document, each))),
    media,
    body: asNode(asNode(content[media[0] ?? ''])['schema']),
    statuses: Object.keys(nodeAt(operation, 'responses')).map(Number),
    audience: textAt(operation, 'x-audience') ?? 'anonymous',
    scope: textAt(operation, 'x-scope'),
    document,
  };
}

function readParameter(node: Node): Parameter {
  return {
    name: textAt(node, 'name') ?? '',
    in: node['in'] as Parameter['in'],
    required: node['required'] === true,
    schema: nodeAt(node, 'schema'),
  };
}
