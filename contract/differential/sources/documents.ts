import path from 'node:path';
import { filesIn, isThere, readJson, readText } from '../../frozen/folder.js';
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
  /** How many reasons it has to refuse for the state of the library. */
  readonly conflicts: number;
  /** The least role that may call it. */
  readonly audience: string;
  readonly scope: string | undefined;
  readonly document: Node;
}

/** A documented status that no answer had so far. */
export interface Gap {
  readonly operation: Operation;
  readonly status: number;
}

/** Every operation of every released minor in the folder `contracts` of a release; of every minor if none is released. */
export function frozenOperations(contracts: string): Operation[] {
  const released = releasedIn(contracts);
  return filesIn(contracts)
    .filter((file) => file.endsWith('.openapi.json') && (released?.has(minorOf(file)) ?? true))
    .flatMap((file, _, files) => {
      const [major = ''] = file.split('/');
      const minor = minorOf(file);
      const isBaseline = files.find((each) => each.startsWith(major)) === file;
      const document = readJson(contracts, file);
      return [...operationsOf(document)].map(([key, operation]) =>
        read(document, { major, minor, isBaseline }, key, operation),
      );
    });
}

const minorOf = (file: string): string => path.basename(file, '.openapi.json');

/** The minors that `RELEASED` lists, each in a line with its date; undefined where there is no such file. */
function releasedIn(contracts: string): ReadonlySet<string> | undefined {
  if (!isThere(contracts, 'RELEASED')) return undefined;
  const lines = readText(contracts, 'RELEASED').split('\n');
  return new Set(lines.map((line) => line.split(' ')[0] ?? ''));
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
    conflicts: listAt(follow(document, nodeAt(operation, 'responses')['409']), 'x-codes').length,
    audience: textAt(operation, 'x-audience') ?? 'anonymous',
    scope: textAt(operation, 'x-scope'),
    document,
  };
}

/** The fields of its body with their schemas. */
export function fieldsOf({ body, document }: Operation): [string, unknown][] {
  return Object.entries(nodeAt(follow(document, body), 'properties'));
}

function readParameter(node: Node): Parameter {
  return {
    name: textAt(node, 'name') ?? '',
    in: node['in'] as Parameter['in'],
    required: node['required'] === true,
    schema: nodeAt(node, 'schema'),
  };
}
