import { expect } from 'chai';
import sql from 'sql-template-tag';
import { versions } from '../../src/composition/versions.js';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import type { Route } from '../../src/interface/kernel/declaration/route.js';
import { preconditionRequired } from '../../src/interface/kernel/errors/refusals.js';
import { addPerson, rowsOf, tokenFor, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { addSomebody, visitors } from './access/callers.js';
import { examplesOf, type Document } from './access/examples.js';
import { expected } from './access/expectations.js';
import { goodRequest } from './access/fixtures.js';

const often = { points: 1_000_000, seconds: 60 };

describe('Every route of', () => {
  let running: RunningService;
  let member: Person;
  before(async () => {
    const config = { limitLogin: often, limitAnonymous: often, limitSignedIn: often };
    running = await startService({ content: 'migrated', config });
    member = await addPerson(running);
    // Without a second admin, the last one could not be demoted.
    await addPerson(running, 'admin');
  });
  after(() => running.stop());

  /** Sends a valid request as a caller. Returns the actual and the expected outcome. */
  const visit = async (name: string, version: string, route: Route, example: unknown) => {
    const ownerId = await addSomebody(running, 'patron');
    const { target, ...content } = await goodRequest(running, Number(version.slice(1)), route, {
      ownerId,
      example,
      member,
    });
    const visitor = await visitors[name]?.(running, ownerId, route.scope ?? '');
    // Everybody has the password of the member, so that they can change theirs.
    await rowsOf(
      running,
      sql`update patron set password_hash = (select password_hash from patron where id = ${member.id})
          where password_hash = 'none that fits'`,
    );
    if (!visitor) throw new Error(`Nobody is called ${name}.`);
    // A route that came later does not exist for a client that names no minor.
    const headers = {
      'API-Version': route.since,
      ...(route.refuses?.includes(preconditionRequired) && { 'If-Match': '"r1-v2.0"' }),
    };
    const answer = await running.api.send(route.method, target, {
      token: visitor.token,
      ...content,
      headers,
    });
    const isDone = answer.status < 300;
    const outcome = isDone ? 'done' : answer.status;
    const wanted = expected(version, route, visitor);
    const detail = outcome === wanted ? '' : ` ${JSON.stringify(answer.body)}`;
    return { is: `${route.operationId} ${outcome}${detail}`, wanted: `${route.operationId} ${wanted}` };
  };

  for (const version of versions) {
    for (const name of Object.keys(visitors)) {
      it(`${version} admits exactly its audience when the caller is ${name}`, async function () {
        this.timeout(60_000);
        const mounted = running.service.versions.find((each) => `v${each.version.major}` === version);
        if (!mounted) throw new Error(`${version} is not mounted.`);
        const examples = examplesOf(openApiDocument(mounted.version, mounted.routes) as Document);
        const outcomes: Awaited<ReturnType<typeof visit>>[] = [];
        for (const route of mounted.routes) {
          outcomes.push(await visit(name, version, route, examples.get(route.operationId)));
        }
        expect(outcomes.filter(({ is, wanted }) => is !== wanted)).to.deep.equal([]);
      });
    }
  }

  it('/v1 and /v2 that lists loans or keys shows a patron none of another patron', async () => {
    const owner = await addPerson(running);
    const other = await addPerson(running);
    const books = running.api.post('/v1/books', {
      token: (await addPerson(running, 'librarian')).token,
      json: { title: 'A' },
    });
    const loan = await running.api.post('/v1/loans', {
      token: owner.token,
      json: { book_id: (await books).body.id },
    });
    expect(loan.status).to.equal(201);
    const lists = [
      '/v1/loans',
      `/v1/loans?user_id=${owner.id}`,
      '/v1/users/me/loans',
      '/v2/loans',
      '/v2/me/loans',
      '/v2/api-keys',
    ];
    for (const path of lists) {
      const { body } = await running.api.get(path, { token: other.token });
      expect(Array.isArray(body) ? body : body.data, path).to.deep.equal([]);
    }
  });

  it('/v1 and /v2 that lends does so for another patron only when a librarian asks', async () => {
    const { id, token } = {
      id: await addSomebody(running, 'patron'),
      token: (await addPerson(running)).token,
    };
    const librarian = tokenFor(running.service, {
      patronId: await addSomebody(running, 'librarian'),
      role: 'librarian',
    });
    const { body: book } = await running.api.post('/v1/books', {
      token: librarian,
      json: { title: 'B', copies: 2 },
    });
    const json = { book_id: book.id as number, user_id: id };
    expect((await running.api.post('/v1/loans', { token, json })).status).to.equal(403);
    expect((await running.api.post('/v1/loans', { token: librarian, json })).status).to.equal(201);
  });
});
