import type { SentRequest, Who } from '../conversations/conversation.js';
import { textAt, type Node } from '../differ/node.js';
import { operationsOf } from '../differ/operations.js';
import type { Call } from './scenario.js';

/** An operation of a document, with its method and path. */
export interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Node;
}

/** operationId → operation. */
export function placesOf(document: Node): Map<string, Place> {
  return new Map(
    [...operationsOf(document)].map(([key, operation]) => {
      const [method = '', path = ''] = key.split(' ');
      return [textAt(operation, 'operationId') ?? key, { method, path, operation }];
    }),
  );
}

const audiences: Readonly<Record<string, Who>> = { patron: 'patron', librarian: 'librarian', admin: 'admin' };

/** The person with the least permissions who may call the operation; undefined when everybody may. */
export function usualCaller({ operation }: Place): Who | undefined {
  return audiences[textAt(operation, 'x-audience') ?? ''];
}

/** Turns a call into a request to the path of its operation. */
export function requestTo(place: Place, call: Call): SentRequest {
  const { as = usualCaller(place), headers, json, raw, after } = call;
  return {
    ...(as !== undefined && as !== 'nobody' && { as }),
    method: place.method,
    path: pathTo(place, call),
    ...(headers && { headers }),
    ...(json !== undefined && { json }),
    ...(raw !== undefined && { raw }),
    ...(after && { after }),
  };
}

function pathTo(place: Place, { params = {}, query = {} }: Call): string {
  const path = place.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    keepingHoles(String(params[name] ?? `no-${name}`)),
  );
  const search = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${keepingHoles(String(value))}`),
  );
  return search.length > 0 ? `${path}?${search.join('&')}` : path;
}

/** Keeps `{{name}}` unescaped. It is replaced when the request is sent. */
function keepingHoles(text: string): string {
  return encodeURIComponent(text).replaceAll('%7B%7B', '{{').replaceAll('%7D%7D', '}}');
}
