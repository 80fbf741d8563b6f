import { leaksIn } from '../../support/leaks.js';
import { readAnswer, type WireAnswer } from '../../support/wire.js';
import type { At, BadRequest } from './bad-request.js';

const mediaTypes: Readonly<Record<At, string>> = {
  v1: 'application/json; charset=utf-8',
  v2: 'application/problem+json',
  plain: 'application/json; charset=utf-8',
};

const shapes: Readonly<Record<At, { readonly must: readonly string[]; readonly may: readonly string[] }>> = {
  v1: { must: ['message', 'code'], may: ['parameters', 'errors', 'details'] },
  v2: {
    must: ['type', 'title', 'status', 'detail', 'instance', 'code'],
    may: ['parameters', 'errors', 'blocks'],
  },
  plain: { must: ['message', 'code'], may: ['parameters'] },
};

/** The faults of an answer to a bad request: a sentence for each. An empty list is correct. */
export function faultsOf(
  { at, status, wire }: BadRequest,
  world: Parameters<BadRequest['wire']>[0],
  text: string,
): string[] {
  if (text === '') return ['no answer'];
  const answer = readAnswer(text);
  if (answer.status !== status)
    return [`${answer.status} instead of ${status}: ${answer.text.slice(0, 300)}`];
  return [
    ...headerFaults(at, answer),
    ...bodyFaults(at, answer),
    ...leaksIn(text, wire(world).toString()).map((leak) => `a leak: ${leak}`),
  ];
}

function headerFaults(at: At, { headers }: WireAnswer): string[] {
  const version = headers.get('api-version');
  return [
    ...(headers.get('content-type') === mediaTypes[at] ? [] : [`media type ${headers.get('content-type')}`]),
    ...(headers.get('cache-control') === 'no-store' ? [] : [`cache-control ${headers.get('cache-control')}`]),
    ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['no nosniff']),
    ...(headers.has('x-request-id') ? [] : ['no request id']),
    ...(version?.startsWith(at.slice(1)) === (at !== 'plain' || undefined) ? [] : [`API-Version ${version}`]),
  ];
}

function bodyFaults(at: At, { status, headers, text }: WireAnswer): string[] {
  const body = JSON.parse(text) as Record<string, unknown>;
  const { must, may } = shapes[at];
  const names = Object.keys(body);
  const wrong = [
    ...must.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...names.filter((name) => ![...must, ...may].includes(name)).map((name) => `${name} is too much`),
  ];
  if (!/^[a-z]+\.[a-z_]+$/.test(String(body['code']))) wrong.push(`the code ${String(body['code'])}`);
  if (at !== 'v2') return wrong;
  if (body['status'] !== status) wrong.push(`the status ${String(body['status'])} in the body`);
  if (body['instance'] !== `urn:shelflife:request:${headers.get('x-request-id')}`)
    wrong.push('another instance');
  return wrong;
}
