import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { Client } from 'pg';
import sinon from 'sinon';
import { ClientSockets } from './client-sockets.js';

describe('The sockets of a pool', () => {
  let cork: sinon.SinonSpy;
  let uncork: sinon.SinonSpy;
  let sockets: ClientSockets;
  beforeEach(() => {
    [cork, uncork] = [sinon.spy(Socket.prototype, 'cork'), sinon.spy(Socket.prototype, 'uncork')];
    sockets = new ClientSockets();
  });
  afterEach(() => sinon.restore());

  it('belong to clients of pg', () => {
    expect(new sockets.Client()).to.be.instanceOf(Client);
  });

  it('hold back what is written until the turn ends, however many statements are sent in it', async () => {
    const client = new sockets.Client();
    sockets.holdBack(client);
    sockets.holdBack(client);
    expect([cork.callCount, uncork.callCount]).to.deep.equal([1, 0]);
    await nextTurn();
    expect(uncork.callCount).to.equal(1);
  });

  it('leave clients of others alone', () => {
    sockets.holdBack(new Client());
    expect(cork.callCount).to.equal(0);
  });
});
