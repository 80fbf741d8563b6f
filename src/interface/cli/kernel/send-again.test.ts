import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { sendAgain } from './send-again.js';

const sent = {
  method: 'GET',
  url: '/v1/books',
  headers: { accept: 'application/json' },
  withToken: false,
  body: undefined,
  withheld: [],
};

describe('A request that is sent again', () => {
  let server: Server;
  let received: IncomingMessage['headers'];

  beforeEach(async () => {
    server = createServer((request, response) => {
      received = request.headers;
      response.end('[]');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());

  it('says that it is a replay, by its request id and by the name under which it is counted', async () => {
    const { port } = server.address() as AddressInfo;
    const answer = await sendAgain(sent, new URL(`http://127.0.0.1:${port}/v1/books`), 'req-1', undefined);
    expect(answer).to.deep.equal({ status: 200, text: '[]' });
    expect(received).to.include({
      accept: 'application/json',
      'user-agent': 'shelflife-replay',
      'x-request-id': 'replay-req-1',
    });
  });
});
