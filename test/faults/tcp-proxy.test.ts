import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { TcpProxy } from '../support/faults/tcp-proxy.js';

describe('The TCP proxy of the tests', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let client: Socket;
  beforeEach(async () => {
    echo = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await (await TcpProxy.to(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`)).open();
    client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    await once(client, 'connect');
  });
  afterEach(async () => {
    client.destroy();
    await proxy.close();
    echo.close();
  });

  /** Sends a word, and returns the milliseconds until it is back. */
  async function roundTrip(): Promise<number> {
    const started = performance.now();
    client.write('word');
    const [piece] = (await once(client, 'data')) as [Buffer];
    expect(piece.toString()).to.equal('word');
    return performance.now() - started;
  }

  it('forwards data', async () => {
    await roundTrip();
  });

  it('delays data in each direction', async () => {
    proxy.delay(100);
    expect(await roundTrip()).to.be.at.least(195);
  });

  it('holds data back in a black hole, and delivers it afterwards', async () => {
    proxy.blackHole();
    const back = roundTrip();
    expect(await Promise.race([back, pause(200, 'nothing')])).to.equal('nothing');
    proxy.clear();
    expect(await back).to.be.above(190);
  });

  it('resets connections', async () => {
    await roundTrip();
    const broken = once(client, 'error');
    proxy.reset();
    expect((await broken)[0]).to.have.property('code', 'ECONNRESET');
  });

  it('delays the end of a connection', async () => {
    await roundTrip();
    proxy.slowClose(100);
    const started = performance.now();
    client.end();
    await once(client, 'end');
    expect(performance.now() - started).to.be.at.least(195);
  });

  it('refuses connections while it is closed', async () => {
    await proxy.close();
    const late = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    expect((await once(late, 'error'))[0]).to.have.property('code', 'ECONNREFUSED');
  });
});
