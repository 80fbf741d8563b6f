import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { until } from '../support/until.js';
import { Router } from '../support/router.js';

describe('The router of the rolling tests', () => {
  let router: Router;
  let url: string;
  const servers: Server[] = [];
  beforeEach(async () => {
    router = new Router();
    url = await router.open();
  });
  afterEach(async () => {
    await router.close();
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  it('tries another instance when it gets no connection', async () => {
    const [gone] = [await instance(), await instance()];
    // Until the next poll the router considers it ready.
    gone.close().closeAllConnections();
    const answers = await Promise.all(Array.from({ length: 4 }, () => fetch(`${url}/books`)));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
    expect(router.redials).to.be.above(0);
  });

  it('does not repeat a request that was sent', async () => {
    let sent = 0;
    const breaking: RequestListener = (request) => {
      sent++;
      request.socket.destroy();
    };
    await instance(breaking);
    await instance(breaking);
    const { status } = await fetch(`${url}/loans`, { method: 'POST', body: '{}' });
    expect({ status, sent }).to.deep.equal({ status: 502, sent: 1 });
  });

  it('adds the address of the client, and forwards the request unchanged', async () => {
    await instance((request, response) => {
      request.pipe(response.setHeader('X-Seen', JSON.stringify(request.headers)));
    });
    const headers = { 'X-Forwarded-For': '192.0.2.7', 'Content-Type': 'text/plain' };
    const answer = await fetch(`${url}/loans?a=b`, { method: 'POST', body: 'a body', headers });
    const seen = JSON.parse(answer.headers.get('x-seen') ?? '{}') as Record<string, string>;
    expect(await answer.text()).to.equal('a body');
    expect(seen['x-forwarded-for']).to.match(/^192\.0\.2\.7, .*127\.0\.0\.1$/);
    expect(seen).to.include({ 'x-forwarded-proto': 'https', host: new URL(url).host });
    expect(seen['x-vcap-request-id']).to.match(/^[0-9a-f-]{36}$/);
  });

  it('answers 503 while no instance is ready', async () => {
    expect((await fetch(`${url}/books`)).status).to.equal(503);
  });

  /** A ready instance that the router has polled. */
  async function instance(handle: RequestListener = (_, response) => response.end()): Promise<Server> {
    const server = createServer((request, response) => {
      if (request.url === '/health/ready') response.end();
      else handle(request, response);
    });
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    router.add(address);
    await until(() => router.isReady(address));
    return server;
  }
});
