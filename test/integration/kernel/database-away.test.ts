import { expect } from 'chai';
import type { ProcessEvent } from '../../../src/application/kernel/process/process-events.js';
import { unavailable } from '../../../src/application/kernel/process/unavailable.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { TcpProxy } from '../../support/faults/tcp-proxy.js';
import { tokenFor } from '../../support/people.js';
import { freshDatabase } from '../../support/postgres.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';

const away = refusal(503, unavailable);

describe('While PostgreSQL is away', () => {
  let running: RunningService;
  let proxy: TcpProxy;
  const told: ProcessEvent[] = [];
  before(async () => {
    proxy = await TcpProxy.to(await freshDatabase('migrated'));
    running = await startService({ config: { databaseUrl: proxy.url } });
    const { availability } = running.service.container.resolve(Database);
    availability.reportTo({ happened: (event) => told.push(event) });
  });
  after(async () => {
    await running.stop();
    await proxy.close();
  });

  it('the service still starts, and is alive', async () => {
    expect(said(await running.api.get('/health/live'))).to.deep.equal({
      status: 200,
      body: { status: 'ok' },
    });
    const version = await running.api.get('/version');
    expect(version.status).to.equal(200);
    expect(version.body.name).to.equal('shelflife');
  });

  for (const path of ['/health/ready', '/health']) {
    it(`the service reports that it is not ready, and why: ${path}`, async () => {
      const answer = await running.api.get(path);
      const body = { status: 'unavailable', checks: { postgresql: 'unavailable' } };
      expect(said(answer)).to.deep.equal({ status: 503, body });
      expect(answer.headers.get('retry-after')).to.equal('1');
    });
  }

  const reads = ['/v1/books', '/v1/books/1', '/v1/books/search?q=x', '/v1/books/popular'];
  for (const path of reads) {
    it(`a read is answered with 503 and Retry-After: GET ${path}`, async () => {
      const answer = await running.api.get(path);
      expect(said(answer)).to.deep.equal(away);
      expect(answer.headers.get('retry-after')).to.equal('1');
    });
  }

  it('a registration or login is answered in the same way, and no token is called invalid', async () => {
    const json = { username: 'ada', email: 'ada@people.example', password: 'a long and quiet evening' };
    const register = await running.api.post('/v1/users/register', { json });
    const { email, password } = json;
    const login = await running.api.post('/v1/users/login', { json: { email, password } });
    const token = tokenFor(running.service, { patronId: 1, role: 'patron' });
    const me = await running.api.get('/v1/users/me', { token });
    for (const answer of [register, login, me]) {
      expect(said(answer)).to.deep.equal(away);
      expect(answer.headers.get('retry-after')).to.equal('1');
    }
  });

  it('a page is answered with a page, in the language of the reader', async () => {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const headers = { Accept: accept, 'Accept-Language': 'de' };
    for (const path of ['/borrow/1', '/opds/publications']) {
      const answer = await fetch(running.url + path, { headers });
      expect([answer.status, answer.headers.get('retry-after')], path).to.deep.equal([503, '1']);
      expect(answer.headers.get('content-type'), path).to.equal('text/html; charset=utf-8');
      expect(await answer.text(), path)
        .to.include('<h1>Das geht im Moment nicht</h1>')
        .and.include('kernel.unavailable');
    }
  });

  it('a request that needs no database is answered normally', async () => {
    expect((await running.api.get('/v1/openapi.json')).status).to.equal(200);
    const missing = await running.api.get('/v1/users/me');
    expect(missing.status).to.equal(401);
    expect(missing.body.message).to.equal('Token is missing');
    const invalid = await running.api.get('/v1/users/me', { token: 'garbage' });
    expect(invalid.status).to.equal(401);
    expect(invalid.body.message).to.equal('Token is invalid');
    expect((await running.api.post('/v1/users/login', { json: {} })).status).to.equal(400);
  });

  it('a read gets the same answer from a database server that accepts connections and does not reply', async () => {
    await proxy.open();
    proxy.blackHole();
    expect(said(await running.api.get('/v1/books'))).to.deep.equal(away);
    proxy.clear();
    await proxy.close();
  });

  it('the service becomes ready as soon as the database is back, and not ready as soon as it goes', async () => {
    const status = async (path: string) => (await running.api.get(path)).status;
    await proxy.open();
    await until(async () => (await status('/health/ready')) === 200);
    expect(said(await running.api.get('/v1/books'))).to.deep.equal({ status: 200, body: [] });
    await proxy.close();
    await until(async () => (await status('/health/ready')) === 503);
    expect(said(await running.api.get('/v1/books/1'))).to.deep.equal(away);
    await proxy.open();
    await until(async () => (await status('/health/ready')) === 200);
    const answer = await running.api.get('/v1/books/1');
    expect(answer.status).to.equal(404);
    expect(answer.body.code).to.equal('catalogue.book_not_found');
  });

  it('the log reports once that it went, why, and that it is back, and not per request', async () => {
    await until(async () => (await running.api.get('/health/ready')).status === 200 && told.length > 1);
    expect(told.map(({ level, event }) => `${level} ${event}`)).to.deep.equal(['error away', 'info back']);
    expect(told[0]?.facts?.['cause']).to.match(/^ECONNREFUSED/);
  });
});
