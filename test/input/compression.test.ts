import { expect } from 'chai';
import sql from 'sql-template-tag';
import { versions } from '../../src/composition/versions.js';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import { addPerson, rowsOf, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { fetchUndecoded } from '../support/undecoded.js';
import { addSomebody, visitors } from './access/callers.js';
import { examplesOf, type Document } from './access/examples.js';
import { goodRequest } from './access/fixtures.js';

const often = { points: 1_000_000, seconds: 60 };

/** Signed tokens, refresh tokens and keys, and the fields of everything else that opens an account. */
const secret =
  /eyJ[\w-]+[.]|\bsl[a-z]_[\w-]{20}|"(?:token|accessToken|refreshToken|secret|qrCode|recoveryCodes)":["[]/;

/** The operations whose answers to the examples of the documents have secrets. */
const known: Readonly<Record<string, readonly string[]>> = {
  v1: ['loginUser'],
  v2: ['issueTokens', 'createApiKey', 'changePassword', 'setUpSecondFactor'],
};

describe('An answer with a secret', () => {
  let running: RunningService;
  let member: Person;
  before(async () => {
    const config = { limitLogin: often, limitAnonymous: often, limitSignedIn: often };
    running = await startService({ content: 'migrated', config });
    member = await addPerson(running);
    await addPerson(running, 'admin');
  });
  after(() => running.stop());

  /** What a caller gets who accepts compressed answers only, whatever their length. */
  async function answersOf(version: string, name: string) {
    const mounted = running.service.versions.find((each) => `v${each.version.major}` === version);
    if (!mounted) throw new Error(`${version} is not mounted.`);
    const examples = examplesOf(openApiDocument(mounted.version, mounted.routes) as Document);
    const answers = [];
    for (const route of mounted.routes) {
      const ownerId = await addSomebody(running, 'patron');
      const given = { ownerId, example: examples.get(route.operationId), member };
      const { target, json } = await goodRequest(running, mounted.version.major, route, given);
      const visitor = await visitors[name]?.(running, ownerId, route.scope ?? '');
      // Everybody has the password of the member, so that they can change theirs.
      await rowsOf(
        running,
        sql`update patron set password_hash = (select password_hash from patron where id = ${member.id})
            where password_hash = 'none that fits'`,
      );
      const answer = await fetchUndecoded(running.url + target, {
        method: route.method,
        headers: {
          'Accept-Encoding': 'gzip, identity;q=0',
          'If-Match': '"r1-v2.0"',
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...(visitor?.token !== undefined && { Authorization: `Bearer ${visitor.token}` }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
      answers.push({ operationId: route.operationId, tag: route.tag, ...answer });
    }
    return answers;
  }

  for (const version of versions) {
    it(`is never compressed by any route of ${version}, and nor is another that must not be stored`, async function () {
      this.timeout(180_000);
      const answers = [...(await answersOf(version, 'anonymous')), ...(await answersOf(version, 'admin'))];
      const coded = answers.filter(({ headers }) => headers['content-encoding'] !== undefined);
      // The documents have invented secrets in their examples.
      const withSecret = answers.filter(
        ({ tag, bytes }) => tag !== 'documentation' && secret.test(bytes.toString()),
      );
      expect([...new Set(withSecret.map(({ operationId }) => operationId))]).to.deep.equal(known[version]);
      for (const each of withSecret) expect(coded, each.operationId).to.not.include(each);
      for (const { operationId, headers } of coded)
        expect(headers['cache-control'], operationId).to.not.include('no-store');
      // All others with a body are compressed, as the client demands.
      for (const each of answers.filter(({ bytes }) => bytes.length > 0))
        expect(coded.includes(each), each.operationId).to.equal(
          !String(each.headers['cache-control']).includes('no-store'),
        );
    });
  }
});
