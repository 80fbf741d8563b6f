import { expect } from 'chai';
import type { Redis } from 'ioredis';
import sinon from 'sinon';
import { StubRedis } from '../../../../test/support/stub-redis.js';
import { followMaster } from './sentinel-failover.js';

const asRedis = (stub: StubRedis): Redis => stub.connection as Redis;

describe('Following a failover of Sentinels', () => {
  let redis: StubRedis;
  let sentinels: readonly [StubRedis, StubRedis];
  beforeEach(() => {
    redis = new StubRedis();
    sentinels = [new StubRedis(), new StubRedis()];
    followMaster(asRedis(redis), 'library', sentinels.map(asRedis));
  });

  it('subscribes to every Sentinel', () => {
    for (const { subscribe } of sentinels) expect(subscribe.args).to.deep.equal([['+switch-master']]);
  });

  it('reconnects when one of them announces another master', () => {
    sentinels[0].emit('message', '+switch-master', 'library 10.0.0.1 6379 10.0.0.2 6379');
    expect(redis.disconnect.args).to.deep.equal([[true]]);
  });

  it('does not reconnect when another group gets another master', () => {
    sentinels[0].emit('message', '+switch-master', 'library-two 10.0.0.1 6379 10.0.0.2 6379');
    expect(redis.disconnect.called).to.equal(false);
  });

  it('handles the rejection of a Sentinel that was closed before it was ever connected', async () => {
    const unhandled = sinon.spy();
    process.on('unhandledRejection', unhandled);
    sentinels[0].subscribe.callsFake(() => Promise.reject(new Error('Connection is closed.')));
    followMaster(asRedis(redis), 'library', [asRedis(sentinels[0])]);
    await new Promise(setImmediate);
    process.off('unhandledRejection', unhandled);
    expect(unhandled.called).to.equal(false);
  });

  it('survives a Sentinel that cannot be reached', () => {
    expect(() => sentinels[0].emit('error', new Error('away'))).not.to.throw();
  });

  it('disconnects from all Sentinels when the connection ends', () => {
    redis.emit('end');
    for (const { disconnect } of sentinels) expect(disconnect.callCount).to.equal(1);
  });
});
