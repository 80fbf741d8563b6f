import { expect } from 'chai';
import { notAllowed, tokenMissing } from '../../../src/interface/kernel/errors/refusals.js';
import type { Audience } from '../../../src/interface/kernel/declaration/route.js';
import { addPerson } from '../../support/people.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const callers = ['anonymous', 'patron', 'librarian', 'admin'] as const;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly audience: Audience;
  readonly example: unknown;
}

interface Document {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly operationId: string;
        readonly 'x-audience': Audience;
        readonly requestBody?: { readonly content: Record<string, { readonly example: unknown }> };
      }
    >
  >;
}

describe('The routes of /v1', () => {
  let running: RunningService;
  let operations: Operation[];
  before(async () => {
    const limitLogin = { points: 1_000, seconds: 60 };
    running = await startService({ content: 'migrated', config: { limitLogin } });
    operations = operationsOf((await running.api.get('/v1/openapi.json')).body as Document);
  });
  after(() => running.stop());

  it('are served exactly as in the document, and documented exactly as declared', async () => {
    const documented = operations.map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    const declared = running.service.versions[0]?.routes.map(({ method, path }) => `${method} /v1${path}`);
    expect(documented.toSorted()).to.deep.equal(declared?.toSorted());
    for (const path of new Set(operations.map((each) => each.path))) {
      const { headers } = await running.api.send('OPTIONS', path.replaceAll(/\{\w+\}/g, 'x'));
      const methods = operations.filter((each) => each.path === path).map(({ method }) => method);
      const all = [...methods, 'OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : [])];
      expect(headers.get('allow')?.split(', ').toSorted(), path).to.deep.equal(all.toSorted());
    }
  });

  it('are exactly the promised ones, each with its promised audience', () => {
    const lines = operations.map(({ method, path, audience }) => `${audience} ${method} ${path}`);
    expect(lines.toSorted()).to.deep.equal(promised.toSorted());
  });

  it('have unique operation ids', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).to.equal(names.length);
  });

  // The client also checks each answer against the document: an undocumented status, including 500, fails there.
  for (const caller of callers) {
    it(`admit exactly their audience when the caller is ${caller}`, async () => {
      const token = caller === 'anonymous' ? undefined : (await addPerson(running, caller)).token;
      const mayCall = callers.indexOf(caller);
      for (const { method, path, audience, example } of operations) {
        const filled = path.replaceAll(/\{\w+\}/g, '1').replace(/search$/, 'search?q=x');
        const answer = await running.api.send(method, filled, { token, json: example });
        const where = `${method} ${path} by ${caller}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
        if (mayCall < callers.indexOf(audience)) {
          const expected = token === undefined ? refusal(401, tokenMissing) : refusal(403, notAllowed);
          expect(said(answer), where).to.deep.equal(expected);
        } else {
          expect(answer.status, where).to.be.oneOf([
            200,
            201,
            202,
            400,
            404,
            409,
            ...(path.endsWith('/login') ? [401] : []),
            // The example of the current password is not that of the caller.
            ...(method === 'PUT' && path.endsWith('/users/me') ? [403] : []),
          ]);
        }
      }
    });
  }
});

/** The operations that v1 promised at its release, and nothing else. */
const promised = [
  'anonymous POST /v1/users/register',
  'anonymous POST /v1/users/login',
  'anonymous POST /v1/users/password-resets',
  'anonymous POST /v1/users/password-resets/complete',
  'patron GET /v1/users/me',
  'patron PUT /v1/users/me',
  'patron DELETE /v1/users/me',
  'patron GET /v1/users/me/loans',
  'librarian GET /v1/users',
  'librarian GET /v1/users/{id}',
  'admin PUT /v1/users/{id}/role',
  'anonymous GET /v1/books',
  'anonymous GET /v1/books/search',
  'anonymous GET /v1/books/popular',
  'anonymous GET /v1/books/{id}',
  'librarian POST /v1/books',
  'librarian PUT /v1/books/{id}',
  'librarian DELETE /v1/books/{id}',
  'patron POST /v1/loans',
  'patron GET /v1/loans',
  'patron GET /v1/loans/{id}',
  'patron POST /v1/loans/{id}/return',
  'patron POST /v1/loans/{id}/renew',
  'anonymous GET /v1/openapi.json',
  'anonymous GET /v1/openapi/{minor}.json',
  'anonymous GET /v1/docs',
];

/** All operations. The one that closes the caller's account comes last. */
function operationsOf({ paths }: Document): Operation[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operationId: operation.operationId,
      audience: operation['x-audience'],
      example: operation.requestBody?.content['application/json']?.example,
    })),
  );
  return all.toSorted((a, b) => Number(a.operationId === 'deleteMe') - Number(b.operationId === 'deleteMe'));
}
