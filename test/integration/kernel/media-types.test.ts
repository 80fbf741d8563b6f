import { expect } from 'chai';
import fc from 'fast-check';
import { addPerson, type Person } from '../../support/people.js';
import { startService, type RunningService } from '../../support/service.js';

const form = 'application/x-www-form-urlencoded';

describe('Media types', () => {
  let running: RunningService;
  let librarian: Person;
  before(async () => {
    running = await startService({ content: 'migrated' });
    librarian = await addPerson(running, 'librarian');
  });
  after(() => running.stop());

  const statusOf = async (path: string, headers: Record<string, string>): Promise<number> =>
    (await running.api.get(path, { headers })).status;

  const pages: readonly (readonly [path: string, type: string])[] = [
    ['/v1/books', 'application/json'],
    ['/v2/books', 'application/json'],
    ['/v1/openapi.json', 'application/json'],
    ['/v2/docs', 'text/html'],
    ['/', 'text/html'],
    ['/', 'application/json'],
    ['/docs/problems/request.not_acceptable', 'text/html'],
    ['/versions', 'application/json'],
  ];
  for (const [path, type] of pages) {
    it(`may have parameters and weights in the Accept field: ${type} of ${path}`, async () => {
      for (const each of [
        '; charset=utf-8',
        ';charset="UTF-8";q=0.5',
        ';v=1, image/png',
        ';profile="a,b"',
        ';',
      ]) {
        expect(await statusOf(path, { Accept: type + each }), each).to.equal(200);
      }
      const answer = await running.api.get(path, {
        headers: { Accept: `image/png, ${type}; charset=utf-8;q=0.1` },
      });
      expect(answer.headers.get('content-type')).to.equal(`${type}; charset=utf-8`);
    });
  }

  it('are the only part of a client’s preferences that can give a 406', async () => {
    const fields = ['Accept-Charset', 'Accept-Encoding', 'Accept-Language'];
    const values = ['', 'x-none', '*;q=0', 'identity;q=0', 'utf-16;q=1, *;q=0', ';;;', 'und', '"'];
    for (const [path, type] of pages)
      for (const field of fields)
        for (const value of values)
          expect(await statusOf(path, { Accept: type, [field]: value }), `${field}: ${value}`).to.equal(200);
  });

  it('of answers are read from any text without an error of the service', async () => {
    const header = fc.oneof(
      fc.stringMatching(/^[ -~]{0,60}$/),
      fc.stringMatching(/^(application\/json|\*\/\*|[;,="q.01 \\]|charset=utf-8){0,12}$/),
    );
    await fc.assert(
      fc.asyncProperty(header, async (accept) => {
        for (const path of ['/v1/books', '/v2/books'])
          expect(await statusOf(path, { Accept: accept.trim() })).to.be.oneOf([200, 406]);
      }),
      { numRuns: 100 },
    );
  });

  const parameters = [
    '',
    '; charset=utf-8',
    ';charset=UTF-8',
    '; Charset="utf-8"',
    ' ;charset=utf-8',
    ';',
    '; ; charset',
    '; profile="a;b,c"',
  ];
  for (const each of parameters) {
    it(`of bodies may have the parameters "${each}"`, async () => {
      for (const [method, path, json] of [
        ['POST', '/v1/books', { title: 'One' }],
        ['POST', '/v2/books', { title: 'Two' }],
      ] as const) {
        const headers = { 'Content-Type': `application/json${each}` };
        const raw = JSON.stringify(json);
        const answer = await running.api.send(method, path, { raw, headers, token: librarian.token });
        expect(answer.status, path).to.equal(201);
      }
    });

    it(`of merge patches may have the parameters "${each}"`, async () => {
      const book = await running.api.post('/v2/books', { json: { title: 'Three' }, token: librarian.token });
      const answer = await running.api.send('PATCH', `/v2/books/${(book.body as { id: string }).id}`, {
        raw: JSON.stringify({ title: 'Four' }),
        headers: {
          'Content-Type': `Application/merge-patch+json${each}`,
          'If-Match': book.headers.get('etag') ?? '',
        },
        token: librarian.token,
      });
      expect(answer.status).to.equal(200);
      expect(answer.body).to.include({ title: 'Four' });
    });

    it(`of the forms of pages may have the parameters "${each}"`, async () => {
      const headers = { 'Content-Type': form + each };
      const answer = await running.api.send('POST', '/account/reset', {
        raw: 'email=a%40people.example',
        headers,
      });
      expect(answer.status).to.equal(200);
    });
  }
});
