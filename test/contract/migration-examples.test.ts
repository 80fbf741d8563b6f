import { expect } from 'chai';
import { ContractDiffs } from '../../src/interface/documentation/migration/contract-diffs.js';
import type {
  BeforeAndAfter,
  Difference,
  Exchange,
} from '../../src/interface/documentation/migration/difference.js';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import { minors } from '../../src/interface/kernel/declaration/version.js';
import { exampleRequests, type ExampleRequest } from '../support/example-requests.js';
import type { Answer } from '../support/api-client.js';
import { startService, type RunningService } from '../support/service.js';

/** What the service answered to the example request of an operation, and to a request that it refuses. */
interface Real {
  readonly request: ExampleRequest;
  readonly status: number;
  readonly body: unknown;
  readonly refusal: unknown;
}

/** Only staff can have a key. */
const keepersOfKeys = new Set(['listApiKeys', 'getApiKey', 'revokeApiKey']);

/** These need a secret that is in a mail only, or an account without books at home. */
const refused = new Set(['completePasswordReset', 'deleteMe']);

/** The keys and types of a value. Null stands for any type, and an empty list for any list. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? 'list' : [formOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, formOf(each)]));
}

/** Fields that an answer has only sometimes. */
const optional = new Set(['parameters', 'errors', 'details', 'blocks', 'total', 'token']);

/** Where a form differs from another one. */
function unlike(example: unknown, real: unknown, path = '$'): string[] {
  if (example === 'null' || real === 'null' || [example, real].includes('list')) return [];
  if (Array.isArray(example) && Array.isArray(real)) return unlike(example[0], real[0], `${path}[0]`);
  if (typeof example !== 'object' || typeof real !== 'object') return example === real ? [] : [path];
  return unlikeFields(example as Record<string, unknown>, real as Record<string, unknown>, path);
}

function unlikeFields(
  example: Record<string, unknown>,
  real: Record<string, unknown>,
  path: string,
): string[] {
  const names = new Set([...Object.keys(example), ...Object.keys(real)]);
  return [...names].flatMap((name) => {
    const here = `${path}.${name}`;
    if (Object.hasOwn(example, name) && Object.hasOwn(real, name))
      return unlike(example[name], real[name], here);
    return optional.has(name) ? [] : [here];
  });
}

/** Sends the example requests of a minor to a fresh library, each as the role for which it is meant. */
async function realAnswers(minor: string): Promise<ReadonlyMap<string, Real>> {
  const service = await startService();
  try {
    const mounted = service.service.versions.find(({ version }) => minors(version).includes(minor));
    if (!mounted) throw new Error(`There is no minor ${minor}.`);
    const requests = exampleRequests(openApiDocument(mounted.version, mounted.routes, minor));
    const answers = new Map<string, Real>();
    const send = sender(service);
    for (const [request] of requests) {
      if (!request) continue;
      const headers = { ...request.headers, 'API-Version': minor };
      const unfit = await send(request, { ...headers, Accept: 'image/x-none' });
      expect(unfit.status, request.operationId).to.equal(406);
      const { status, body } = await send(request, headers);
      answers.set(request.operationId, { request, status, body, refusal: unfit.body });
    }
    return answers;
  } finally {
    await service.stop();
  }
}

/** A document is made in its first request, which can miss its deadline on a busy machine. */
async function unhurried(send: () => Promise<Answer>, tries = 20): Promise<Answer> {
  const answer = await send();
  return answer.status === 503 && tries > 1 ? unhurried(send, tries - 1) : answer;
}

/** Sends requests as one role after another, and signs in again when a request has ended the session. */
function sender({ api }: RunningService) {
  const tokens = new Map<ExampleRequest['sender'], string>();
  const send = async (
    request: ExampleRequest,
    headers: Record<string, string>,
    isFirst = true,
  ): Promise<Answer> => {
    const { operationId, method, path, body } = request;
    const role = keepersOfKeys.has(operationId) ? 'librarian' : request.sender;
    if (role !== 'anonymous' && !tokens.has(role)) tokens.set(role, await api.logIn(role));
    const raw = body === undefined ? {} : { raw: JSON.stringify(body) };
    const answer = await unhurried(() =>
      api.send(method, path, { token: tokens.get(role), headers, ...raw }),
    );
    if ((answer.body as { code?: string }).code !== 'request.token_invalid' || !isFirst) return answer;
    tokens.delete(role);
    return send(request, headers, false);
  };
  return send;
}

describe('The examples of the differences between contracts', function () {
  this.timeout(300_000);
  const real = new Map<string, ReadonlyMap<string, Real>>();
  const pairs: (readonly [string, string])[] = [];
  let all: readonly (readonly Difference[])[];

  before(async () => {
    const service = await startService();
    const diffs = service.service.container.resolve<ContractDiffs>(ContractDiffs);
    const { versions } = service.service;
    // Examples of a change are of the minors around it: here those of the newest one. Between majors, the longest way.
    for (const { version } of versions) pairs.push(minors(version).slice(-2) as unknown as [string, string]);
    pairs.push([versions[0]?.version.baseline ?? '', pairs.at(-1)?.[1] ?? '']);
    all = await Promise.all(pairs.map(async ([from, to]) => (await diffs.between(from, to)) ?? []));
    await service.stop();
    for (const minor of new Set(pairs.flat())) real.set(minor, await realAnswers(minor));
  });

  /** All examples of all differences, with the minors that they are of. */
  function examples(): {
    readonly name: string;
    readonly operationId: string;
    readonly minors: readonly [string, string];
    readonly example: BeforeAndAfter;
  }[] {
    return pairs.flatMap(([from, to], at) =>
      (all[at] ?? []).flatMap(({ id, operations, example }) =>
        operations.map((operationId) => ({
          name: `${from} to ${to} ${id} ${operationId}`,
          operationId,
          minors: [from, to] as const,
          example: example(operationId),
        })),
      ),
    );
  }

  /** How an exchange differs from what the service does. */
  function faults({ method, path, body, status, answer }: Exchange, minor: string): string[] {
    const found = [...(real.get(minor)?.values() ?? [])].find(
      ({ request }) => request.method === method && request.path === path,
    );
    if (!found) return [`no such request was sent: ${method} ${path}`];
    if (body !== undefined && JSON.stringify(body) !== JSON.stringify(found.request.body))
      return ['another body'];
    if (status === undefined) return [];
    return status >= 400 ? refusalFaults(answer, found) : successFaults(status, answer, found);
  }

  function refusalFaults(answer: unknown, { request, refusal }: Real): string[] {
    const { code } = answer as { code: string };
    const unknown = request.codes.includes(code) ? [] : [`${code} is not a code of it`];
    return [...unknown, ...unlike(formOf(answer), formOf(refusal))];
  }

  function successFaults(status: number, answer: unknown, found: Real): string[] {
    if (refused.has(found.request.operationId)) return [];
    if (found.status !== status) return [`${found.status} instead of ${status}`];
    if (answer === undefined) return found.body === '' ? [] : ['the body is not empty'];
    return unlike(formOf(answer), formOf(found.body));
  }

  it('are many, of all kinds', () => {
    const found = examples();
    const majors = pairs.map((pair) => pair.map((minor) => minor.split('.')[0]).join(' to '));
    expect(majors).to.include.members(['1 to 1', '2 to 2', '1 to 2']);
    expect(found.length).to.be.greaterThan(150);
    const statuses = found.map(({ example }) => example.before.status ?? 0);
    for (const kind of [0, 200, 404]) expect(statuses).to.include(kind);
  });

  it('before the change are what the service gives to a client of the older minor', () => {
    const wrong = examples().flatMap(({ name, minors: [from], example }) =>
      faults(example.before, from).map((fault) => `${name}: ${fault}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('after the change are what the service gives to a client of the newer minor', () => {
    const wrong = examples().flatMap(({ name, minors: [, to], example }) =>
      example.after ? faults(example.after, to).map((fault) => `${name}: ${fault}`) : [],
    );
    expect(wrong).to.deep.equal([]);
  });

  it('notice an example that the service does not give', () => {
    const newest = pairs.at(-1)?.[1] ?? '';
    const named = `1.0 to ${newest} fields:BookV1 getBook`;
    const { example } = examples().find(({ name }) => name === named) ?? {};
    if (!example?.after) throw new Error('There is no such example.');
    const { id: _, ...others } = example.after.answer as Record<string, unknown>;
    expect(faults(example.after, newest)).to.deep.equal([]);
    expect(faults({ ...example.after, answer: others }, newest)).to.deep.equal(['$.id']);
    expect(faults({ ...example.after, status: 201 }, newest)).to.deep.equal(['200 instead of 201']);
    expect(faults({ ...example.after, path: '/v2/books/1' }, newest)).to.have.length(1);
  });
});
