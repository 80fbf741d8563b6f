import { expect } from 'chai';
import type { Usage, UsageList } from '../../../../src/interface/v2/usage/counting/usage-shapes.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { in23, makeKey, writeUsage } from '../../../support/usage.js';

describe('GET /v2/me/usage', () => {
  let library: Library;
  let owner: Member;
  let key: Awaited<ReturnType<typeof makeKey>>;

  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());
  beforeEach(async () => {
    owner = await library.addMember({ role: 'librarian' });
    key = await makeKey(library, owner.token);
  });

  const usageOf = async (token: string, query = '') => {
    await writeUsage(library);
    return library.api.get(`/v2/me/usage${query}`, { token, headers: in23 });
  };
  const operations = (body: UsageList): string[] =>
    body.data.map((each: Usage) => `${each.client.kind} ${each.operationId} ${each.calls}`);

  it('shows the calls of a client with all that tells them apart', async () => {
    await library.api.get('/v1/books', { token: key.key });
    const { status, body } = await usageOf(key.key);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      data: [
        {
          client: { kind: 'key', apiKeyId: key.id, program: null },
          operationId: 'listBooks',
          major: 'v1',
          minor: '1.0',
          minorSource: 'default',
          deprecatedPart: null,
          outcome: '2xx',
          calls: 1,
          lastCalledAt: library.clock.now().toISOString(),
        },
      ],
      page: { nextCursor: null },
    });
  });

  it('shows a person all their clients, a key only itself, and nobody those of others', async () => {
    const second = await makeKey(library, owner.token);
    const stranger = await library.addMember({ role: 'admin' });
    await library.api.get('/v1/books', { token: key.key });
    await library.api.get('/v2/books', { token: second.key });
    expect(operations((await usageOf(key.key)).body)).to.deep.equal(['key listBooks 1']);
    const theirs = operations((await usageOf(owner.token)).body);
    expect(theirs).to.include.members(['account createApiKey 2', 'key listBooks 1']);
    expect(operations((await usageOf(stranger.token)).body)).to.deep.equal([]);
  });

  it('shows a patron nothing of the program that they use', async () => {
    const { token } = await library.addMember();
    await library.api.get('/v1/books', { token, headers: { 'User-Agent': 'ShelfReader/2' } });
    expect((await usageOf(token)).body.data).to.deep.equal([]);
  });

  it('has pages that begin where the one before has ended', async () => {
    for (const path of ['/v1/books', '/v2/books', '/v2/copies/nothing'])
      await library.api.get(path, { token: key.key });
    const seen: string[] = [];
    for (let query = '?limit=1'; query !== '';) {
      const { body } = await usageOf(key.key, query);
      seen.push(...body.data.map((each: Usage) => `${each.major} ${each.operationId}`));
      query = body.page.nextCursor === null ? '' : `?limit=1&cursor=${body.page.nextCursor}`;
    }
    expect(seen.slice(0, 3)).to.deep.equal(['v2 getCopy', 'v1 listBooks', 'v2 listBooks']);
  });

  it('counts back as many days as are asked for', async () => {
    await library.api.get('/v1/books', { token: key.key });
    await writeUsage(library);
    library.clock.advance({ days: 31 });
    expect((await usageOf(key.key)).body.data).to.deep.equal([]);
    expect(operations((await usageOf(key.key, '?days=32')).body)).to.include('key listBooks 1');
  });

  it('needs a token, and a key its scope', async () => {
    expect((await library.api.get('/v2/me/usage', { headers: in23 })).status).to.equal(401);
    const json = { name: 'a key', scopes: ['catalogue:read'] };
    const { body } = await library.api.post('/v2/api-keys', { token: owner.token, json });
    expect((await usageOf(body.key)).status).to.equal(403);
  });

  it('does not exist in an older minor', async () => {
    const headers = { 'API-Version': '2.1' };
    expect((await library.api.get('/v2/me/usage', { token: owner.token, headers })).status).to.equal(404);
  });
});
