import { expect } from 'chai';
import fc from 'fast-check';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import { checkVersions } from '../../../src/interface/kernel/minors/version-checks.js';
import { gadgets } from '../../support/fixture-api/gadgets.js';
import { mounted, startFixtureApi } from '../../support/fixture-api/start.js';

type Api = Awaited<ReturnType<typeof startFixtureApi>>;

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** The newer minor answers the same for another reason. */
  readonly isSame?: true;
}

const librarian = {
  identify: async (token: string) =>
    token === 'older' || token === 'newer'
      ? { patronId: 7, role: 'librarian' as const, pins: { 1: token === 'older' ? '1.0' : '1.1' } }
      : undefined,
};

/** Something of every kind that a minor can add. */
const requests: readonly (readonly [kind: string, asked: Asked])[] = [
  ['a field, in a list within an answer', { path: '/v1/gadgets' }],
  ['a field, in an answer with a tag and in a nested list', { path: '/v1/gadgets/saw' }],
  ['a value of an enum of answers', { path: '/v1/gadgets/broken' }],
  ['a field, in an answer to a POST', { method: 'POST', path: '/v1/gadgets', body: { name: 'Saw' } }],
  ['a field of a body', { method: 'POST', path: '/v1/gadgets', body: { price: 3, name: 'Saw', x: 1 } }],
  [
    'a value of an enum of bodies',
    { method: 'POST', path: '/v1/gadgets', body: { name: 'S', kind: 'power' } },
  ],
  ['the values in a refusal', { method: 'POST', path: '/v1/gadgets', body: { name: 'S', kind: 'x', y: 2 } }],
  ['a parameter', { path: '/v1/gadgets?cheap=no' }],
  ['a sort key', { path: '/v1/gadgets?sort=price' }],
  ['an error code, also in a list of reasons', { path: '/v1/gadgets/lent' }],
  ['an error code, in a list of reasons in an answer', { path: '/v1/gadgets/saw/check' }],
  ['a path', { path: '/v1/gadgets/popular' }],
  ['a path with a slash at its end', { path: '/v1/gadgets/popular/' }],
  ['a path with escaped letters', { path: '/v1/gadgets/%70opular' }],
  ['a path, in HEAD', { method: 'HEAD', path: '/v1/gadgets/popular' }],
  ['a path, in OPTIONS', { method: 'OPTIONS', path: '/v1/gadgets/popular', isSame: true }],
  ['a path, with another method', { method: 'PUT', path: '/v1/gadgets/popular', isSame: true }],
  ['a method', { method: 'DELETE', path: '/v1/gadgets/saw' }],
  ['a method, in OPTIONS', { method: 'OPTIONS', path: '/v1/gadgets/saw' }],
  ['a method, in `Allow`', { method: 'PUT', path: '/v1/gadgets/saw' }],
];

/** What differs from answer to answer. */
const passing = new Set(['date', 'x-request-id', 'ratelimit', 'keep-alive', 'connection', 'x-cache']);

async function ask({ url }: Api, { method = 'GET', path, body }: Asked, headers: Record<string, string>) {
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const kept = [...response.headers].filter(([name]) => !passing.has(name));
  return { status: response.status, headers: kept, text: await response.text() };
}

for (const unknownQueryIsFault of [false, true]) {
  const strictness = unknownQueryIsFault ? 'a version that refuses' : 'a version that ignores';
  describe(`A minor that adds something, in ${strictness} unknown parameters`, () => {
    let before: Api;
    let after: Api;

    const start = ({ version, routes }: ReturnType<typeof gadgets>) =>
      startFixtureApi({ versions: [mounted(version, routes)], callers: librarian });

    beforeEach(async () => {
      before = await start(gadgets(false, { unknownQueryIsFault }));
      after = await start(gadgets(true, { unknownQueryIsFault }));
    });
    afterEach(async () => {
      await before.stop();
      await after.stop();
    });

    for (const [kind, asked] of requests) {
      it(`does not show clients of the minor before ${kind}`, async () => {
        const own: Record<string, string>[] = [
          {},
          { 'API-Version': '1.0' },
          { Authorization: 'Bearer older' },
          { Authorization: 'Bearer newer', 'API-Version': '1.0' },
          { Authorization: 'Bearer nobody' },
        ];
        for (const headers of own)
          expect(await ask(after, asked, headers)).to.deep.equal(await ask(before, asked, headers));
      });

      if (asked.isSame) continue;
      it(`shows clients that ask for it ${kind}`, async () => {
        const old = await ask(before, asked, {});
        for (const more of [{ 'API-Version': '1.1' }, {}]) {
          const { headers, ...answer } = await ask(after, asked, { Authorization: 'Bearer newer', ...more });
          expect({ ...answer, allow: new Map(headers).get('allow') }).to.not.deep.equal({
            status: old.status,
            text: old.text,
            allow: new Map(old.headers).get('allow'),
          });
        }
      });
    }

    it('checks any body of the minor before as it was checked then', async () => {
      const value = fc.oneof(
        fc.constantFrom('hand', 'power', 'x', 3, null, true),
        fc.string({ maxLength: 3 }),
      );
      const body = fc.dictionary(fc.constantFrom('name', 'kind', 'price', 'other'), value);
      const isSame = async (sent: object) => {
        const asked = { method: 'POST', path: '/v1/gadgets', body: sent };
        expect(await ask(after, asked, {})).to.deep.equal(await ask(before, asked, {}));
      };
      await fc.assert(fc.asyncProperty(body, isSame), { numRuns: 100 });
    });

    it('leaves the document of the minor before as it was', () => {
      const [small, grown] = [gadgets(false), gadgets(true)];
      expect(JSON.stringify(openApiDocument(grown.version, grown.routes, '1.0'))).to.equal(
        JSON.stringify(openApiDocument(small.version, small.routes)),
      );
    });
  });
}

describe('The list of a change', () => {
  it('is accepted by the start when it is complete', () => {
    expect(() => checkVersions([gadgets(true)], new Set())).to.not.throw();
  });
});
