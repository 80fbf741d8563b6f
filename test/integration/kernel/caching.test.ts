import { expect } from 'chai';
import { addPerson, type Person } from '../../support/people.js';
import { said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

describe('An answer that has not changed', () => {
  let running: RunningService;
  let librarian: Person;
  let path: string;
  before(async () => {
    running = await startService({ content: 'migrated' });
    librarian = await addPerson(running, 'librarian');
  });
  beforeEach(async () => {
    const added = await add('The Left Hand of Darkness');
    path = `/v1/books/${added.body.id}`;
  });
  after(() => running.stop());

  const add = (title: string) => running.api.post('/v1/books', { token: librarian.token, json: { title } });
  const revise = (title: string) => running.api.put(path, { token: librarian.token, json: { title } });
  const ifNot = (etag: string) => running.api.get(path, { headers: { 'If-None-Match': etag } });

  it('has an ETag that stays as long as the book does (getBook)', async () => {
    const first = await running.api.get(path);
    expect(first.status).to.equal(200);
    expect(first.body.title).to.equal('The Left Hand of Darkness');
    expect(first.headers.get('etag')).to.match(/^"[\w.-]+"$/);
    expect((await running.api.get(path)).headers.get('etag')).to.equal(first.headers.get('etag'));
    await revise('The Dispossessed');
    const second = await running.api.get(path);
    expect(second.body.title).to.equal('The Dispossessed');
    expect(second.headers.get('etag')).to.not.equal(first.headers.get('etag'));
  });

  it('is 304 without a body for a client that has it', async () => {
    const { headers } = await running.api.get(path);
    const etag = headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"older", ${etag}`, '*']) {
      const answer = await ifNot(known);
      expect(said(answer)).to.deep.equal({ status: 304, body: '' });
      expect(answer.headers.get('etag')).to.equal(etag);
      expect(answer.headers.get('api-version')).to.equal('1.0');
      expect(answer.headers.get('x-request-id')).to.be.a('string');
      expect(answer.headers.get('cache-control')).to.equal('no-cache');
    }
  });

  it('is sent whole to a client that has an older one', async () => {
    const { headers } = await running.api.get(path);
    const etag = headers.get('etag') ?? '';
    await revise('The Word for World is Forest');
    for (const known of [etag, '"something else"', 'nonsense']) {
      const answer = await ifNot(known);
      expect(answer.status).to.equal(200);
      expect(answer.body.title).to.equal('The Word for World is Forest');
    }
  });

  it('is 304 for a list and for the document, too', async () => {
    for (const each of ['/v1/books', '/v1/books/search?q=darkness', '/v1/openapi.json']) {
      const first = await running.api.get(each);
      const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
      expect(first.status).to.equal(200);
      expect(said(await running.api.get(each, { headers }))).to.deep.equal({ status: 304, body: '' });
    }
  });

  it('never skips a write: writes are always executed', async () => {
    const headers = { 'If-None-Match': '*' };
    const sending = { token: librarian.token, json: { title: 'Always Coming Home' }, headers };
    const answer = await running.api.put(path, sending);
    expect(answer.status).to.equal(200);
    expect(answer.body.title).to.equal('Always Coming Home');
    expect(answer.headers.get('etag')).to.equal((await running.api.get(path)).headers.get('etag'));
  });

  it('comes from the cache, and X-Cache reports it', async () => {
    const list = async (query: string) => {
      const { status, headers } = await running.api.get(`/v1/books?${query}`);
      return [status, headers.get('x-cache')];
    };
    expect(await list('title=hand&page=1')).to.deep.equal([200, 'MISS']);
    expect(await list('title=hand&page=1')).to.deep.equal([200, 'HIT']);
    expect(await list('page=1&title=hand')).to.deep.equal([200, 'HIT']);
    expect(await list('page=1&title=hand&tracking=7')).to.deep.equal([200, 'HIT']);
    expect(await list('title=hands&page=1')).to.deep.equal([200, 'MISS']);
  });

  it('comes from the cache with the same headers and body', async () => {
    const first = await running.api.get('/v1/books?per_page=1');
    const second = await running.api.get('/v1/books?per_page=1');
    expect([first, second].map(({ headers }) => headers.get('x-cache'))).to.deep.equal(['MISS', 'HIT']);
    expect(said(second)).to.deep.equal(said(first));
    for (const name of ['link', 'x-total-count', 'etag', 'content-type']) {
      expect(second.headers.get(name)).to.equal(first.headers.get(name));
    }
  });

  it('is recomputed after every write, so that all callers see their own changes', async () => {
    const search = () => running.api.get('/v1/books/search?q=lavinia');
    expect(said(await search())).to.deep.equal({ status: 200, body: [] });
    await add('Lavinia');
    const answer = await search();
    expect(answer.status).to.equal(200);
    expect(answer.body).to.have.lengthOf(1);
    expect(answer.headers.get('x-cache')).to.equal('MISS');
  });

  it('has no cache header where there is no cache', async () => {
    for (const each of [path, '/v1/users/me', '/v1/nothing', '/v1/docs']) {
      const { headers } = await running.api.get(each, { token: librarian.token });
      expect(headers.get('x-cache')).to.equal(null);
    }
  });
});
