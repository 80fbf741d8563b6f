import { nodeAt, type Node } from '../differ/node.js';
import { codesOf } from '../conversations/coverage.js';
import type { Line } from '../conversations/record.js';
import { requestTo, type Place } from './address.js';
import { hasSteadyAnswer, isDocumentation, maskedAnswer } from './kernel-lines.js';
import type { Call } from './scenario.js';

/** The origin of the pages in these conversations. */
export const shopOrigin = 'https://shop.example';

/** A valid call of an operation. */
interface Known {
  readonly place: Place;
  readonly call: Call;
}

const order = ['GET', 'PATCH', 'PUT', 'POST', 'DELETE'];

/**
 * The requests of operations in forms that mean the same to HTTP, and in forms that do not. Answers are recorded as they
 * are. Reads come first, because the writes share one library.
 */
export function variedLines(known: readonly Known[]): Line[] {
  const sorted = known.toSorted((a, b) => order.indexOf(a.place.method) - order.indexOf(b.place.method));
  const byPath = Map.groupBy(known, ({ place }) => place.path);
  return [
    ...[...byPath.values()].flatMap(methodLines),
    ...sorted.flatMap((each) => (each.place.method === 'GET' ? readLines(each) : writeLines(each))),
  ];
}

/** What a method that the path does not have gets, and `OPTIONS` with and without a page that asks. */
function methodLines(known: readonly Known[]): Line[] {
  const [first] = known;
  const missing = order.toReversed().find((method) => known.every(({ place }) => place.method !== method));
  if (!first) return [];
  const { call, place } = first;
  const asked = {
    'Access-Control-Request-Method': place.method,
    'Access-Control-Request-Headers': 'api-version',
  };
  const as = (method: string, headers?: Call['headers']): Line => ({
    request: requestTo(
      { ...place, method },
      { params: call.params ?? {}, as: 'nobody', ...(headers && { headers }) },
    ),
    gives: undefined,
  });
  return [
    ...(missing === undefined ? [] : [as(missing)]),
    as('OPTIONS'),
    as('OPTIONS', { Origin: shopOrigin, ...asked }),
  ];
}

/** Weighted `Accept`, `bearer` in lower case, `HEAD`, lists of tags, a slash at the end. */
function readLines({ place, call }: Known): Line[] {
  const varied = { ...call, headers: { ...call.headers, ...tolerated(place) } };
  const read = { ...requestTo(place, varied), scheme: 'bearer' };
  const match = maskedAnswer(place, call);
  const onlyHeaders = Object.fromEntries(
    Object.entries(match).filter(([path]) => path.startsWith('$header.')),
  );
  const again = (tags: string): Line => ({
    request: requestTo(place, { ...varied, headers: { ...varied.headers, 'If-None-Match': tags } }),
    gives: undefined,
    match: onlyHeaders,
  });
  const isTagged = hasSteadyAnswer(place, call);
  const { path } = read;
  return [
    { request: read, gives: undefined, match, ...(isTagged && { save: { etag: '$header.etag' } }) },
    { request: { ...read, method: 'HEAD' }, gives: undefined, match: onlyHeaders },
    ...(isTagged && !isDocumentation(place) ? [again('"of-something-else", W/{{etag}}'), again('*')] : []),
    {
      request: { ...read, path: path.replace(/(?=[?]|$)/, '/') },
      gives: undefined,
      match,
    },
  ];
}

/** Another `Content-Type`, or none; a bare `Idempotency-Key`; JSON that is nested too deep. */
function writeLines({ place, call }: Known): Line[] {
  if (call.isUnrepeatable) return [];
  const hasBody = place.operation['requestBody'] !== undefined && call.json !== undefined;
  const bare = { ...call.headers, 'Idempotency-Key': 'bare-key' };
  const isOnce = codesOf(place.operation).includes('request.idempotency_key_reused');
  const deep = '['.repeat(200) + ']'.repeat(200);
  const { headers = {} } = call;
  const sent = (more: Call): Line => ({
    request: { ...requestTo(place, { ...call, ...more }), scheme: 'bearer' },
    gives: undefined,
  });
  const match = call.answers && { match: call.answers };
  const varied: Line = {
    request: {
      ...requestTo(place, { ...call, headers: { ...(isOnce ? bare : headers), ...tolerated(place) } }),
      scheme: 'bearer',
    },
    gives: undefined,
    ...match,
  };
  const quoted = requestTo(place, { ...call, headers: { ...headers, 'Idempotency-Key': '"bare-key"' } });
  const raw = JSON.stringify(call.json);
  return [
    ...(hasBody ? [{ ...sent({ json: undefined, raw, headers: { ...headers } }), ...match }] : []),
    ...(hasBody
      ? [sent({ json: undefined, raw: deep, headers: { ...headers, 'Content-Type': 'application/json' } })]
      : []),
    varied,
    ...(isOnce ? [{ request: quoted, gives: undefined, ...match }] : []),
  ];
}

/** Headers in other words for the same thing. */
function tolerated({ operation }: Place): Readonly<Record<string, string>> {
  const success = Object.values(nodeAt(operation, 'responses')).find(
    (each) => !(each as Node)['x-codes'],
  ) as Node;
  const isJson = 'application/json' in nodeAt(success ?? {}, 'content');
  return {
    Origin: shopOrigin,
    ...(isJson && { Accept: 'application/xml;q=0.4, application/json;charset=utf-8;q=0.9, */*;q=0.1' }),
    ...(operation['requestBody'] !== undefined && { 'Content-Type': 'application/json; charset=UTF-8' }),
  };
}
