import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { showsBook } from './shows-book.js';

describe('A server under test', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function serve(handle: RequestListener): Promise<string> {
    server = createServer(handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('is ready once it answers with a book', async () => {
    expect(await showsBook(await serve((_, response) => void response.end('{}')))).to.equal(true);
  });

  it('is not ready while it answers with an error', async () => {
    expect(await showsBook(await serve((_, response) => void response.writeHead(503).end()))).to.equal(false);
  });

  it('is waited for only until a time limit, whether it sends nothing or half an answer', async () => {
    expect(await showsBook(await serve(() => undefined), 50)).to.equal(false);
    server.closeAllConnections();
    server.close();
    expect(await showsBook(await serve((_, response) => void response.write('{')), 50)).to.equal(false);
  });
});
