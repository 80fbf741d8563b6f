import { asNode, listAt, nodeAt, textAt, type Node } from '../differ/node.js';
import { codesOf } from '../conversations/coverage.js';
import type { Line } from '../conversations/record.js';
import { keyWithoutScopes } from '../library/branch-1/people.js';
import { requestTo, type Place } from './address.js';
import type { Call } from './scenario.js';

const formType = 'multipart/form-data; boundary=x';

/** Turns a valid call into one that gets this refusal of the kernel. Refusals that need more are in `drafts.ts`. */
const provocations: Readonly<Record<string, (call: Call, place: Place) => Call | undefined>> = {
  'request.version_malformed': (call) => withHeader(call, 'API-Version', 'newest'),
  'request.version_unknown': (call, { path }) =>
    withHeader(call, 'API-Version', `${/^\/v(\d+)/.exec(path)?.[1]}.999`),
  'request.token_missing': (call) => ({ ...call, as: 'nobody' }),
  'request.token_invalid': (call) =>
    withHeader({ ...call, as: 'nobody' }, 'Authorization', 'Bearer not.a.token'),
  'request.scope_missing': (call) =>
    withHeader({ ...call, as: 'nobody' }, 'Authorization', `Bearer ${keyWithoutScopes}`),
  'request.not_allowed': (call) => ({ ...call, as: 'patron' }),
  'request.not_acceptable': (call) => withHeader(call, 'Accept', 'application/x-nothing'),
  'request.validation_failed': invalid,
  'request.malformed_json': (call) => withRaw(call, '{"never":', 'application/json'),
  'request.too_large': (call, place) =>
    takesForm(place)
      ? withRaw(call, { repeat: '1234567890', times: 2_200_000 }, formType)
      : withRaw(call, { repeat: '1234567890', times: 11_000 }, 'application/json'),
  'request.malformed_form': (call) => withRaw(call, 'no form', formType),
  'request.length_required': (call) => withHeader(call, 'Transfer-Encoding', 'chunked'),
  'request.unsupported_media_type': (call) => withRaw(call, 'plainly', 'text/plain'),
  'request.precondition_required': (call) => ({ ...call, headers: {} }),
};

/** The faults that list all minors change with every new minor. `v1` has them a second time, for programs. */
const listingMinors = { '$.errors': 'any', '$.details': 'whatever' };
const matches: Readonly<Record<string, Line['match']>> = {
  'request.version_malformed': listingMinors,
  'request.version_unknown': listingMinors,
};

/** A request for each refusal of the kernel that an operation declares, in the order of its document. */
export function refusalLines(place: Place, call: Call): Line[] {
  return codesOf(place.operation).flatMap((code) => {
    const provoked = provocations[code]?.(call, place);
    const match = matches[code];
    return provoked ? { request: requestTo(place, provoked), gives: code, ...(match && { match }) } : [];
  });
}

/** A request, and a repetition with the ETag of the first answer. */
export function unchangedLines(place: Place, call: Call): Line[] {
  if (!hasSteadyAnswer(place, call)) return [];
  const again = withHeader(call, 'If-None-Match', '{{etag}}');
  const unknown = maskedAnswer(place, call);
  const headersOnly = Object.entries(unknown).filter(([path]) => path.startsWith('$header.etag'));
  return [
    { request: requestTo(place, call), gives: 200, save: { etag: '$header.etag' }, match: unknown },
    { request: requestTo(place, again), gives: 304, match: Object.fromEntries(headersOnly) },
  ];
}

/** Whether the answer has a tag by which it can be asked for again. */
export function hasSteadyAnswer({ operation }: Place, call: Call): boolean {
  return nodeAt(operation, 'responses')['304'] !== undefined && !call.isNeverUnchanged;
}

/** What of a good answer differs from run to run. */
export function maskedAnswer(place: Place, call: Call): NonNullable<Line['match']> {
  return isDocumentation(place) ? { $: 'any', '$header.etag': 'text' } : (call.answers ?? {});
}

/** The texts of the documentation may change. */
export function isDocumentation({ operation }: Place): boolean {
  return listAt(operation, 'tags').includes('documentation');
}

function withHeader(call: Call, name: string, value: string): Call {
  return { ...call, headers: { ...call.headers, [name]: value } };
}

function withRaw(call: Call, raw: NonNullable<Call['raw']>, type: string): Call {
  return withHeader({ ...call, json: undefined, raw }, 'Content-Type', type);
}

/**
 * Adds an unknown field to the body, or sends an empty form; without a body, sends a word for a number, a number out of bounds, or a parameter
 * twice.
 */
function invalid(call: Call, place: Place): Call | undefined {
  const { operation } = place;
  if (takesForm(place)) return withRaw(call, '--x--\r\n', formType);
  if (operation['requestBody'] !== undefined) return { ...call, json: { no_such_field: true } };
  const parameters = listAt(operation, 'parameters').map(asNode);
  const number = parameters.find(
    (each) => each['in'] === 'path' && nodeAt(each, 'schema')['type'] === 'integer',
  );
  if (number) return { ...call, params: { ...call.params, [nameOf(number)]: 'x' } };
  const asked = parameters.filter((each) => each['in'] === 'query');
  const bounded = asked.find((each) => 'minimum' in nodeAt(each, 'schema'));
  if (bounded) {
    const below = Number(nodeAt(bounded, 'schema')['minimum']) - 1;
    return { ...call, query: { ...call.query, [nameOf(bounded)]: below } };
  }
  const [some] = asked;
  return some && { ...call, query: { ...call.query, [nameOf(some)]: ['1', '2'] } };
}

function takesForm({ operation }: Place): boolean {
  return 'multipart/form-data' in nodeAt(nodeAt(operation, 'requestBody'), 'content');
}

function nameOf(parameter: Node): string {
  return textAt(parameter, 'name') ?? '';
}
