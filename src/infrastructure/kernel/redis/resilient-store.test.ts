import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { noAnswer, StubRedis } from '../../../../test/support/stub-redis.js';
import { EVERYTHING } from '../cache/cache-store.js';
import { ResilientStore } from './resilient-store.js';

describe('The cache store that survives an outage of Redis', () => {
  let clock: SinonFakeTimers;
  let redis: StubRedis;
  let store: ResilientStore;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    redis = new StubRedis();
    redis.mget.callsFake((...keys: string[]) => Promise.resolve(keys.map((key) => `redis ${key}`)));
    store = new ResilientStore(redis.connection);
  });
  afterEach(() => clock.restore());

  const standing = async (tags: string[]) => {
    const asked = store.standing(tags);
    await clock.tickAsync(0);
    return asked;
  };
  /** One command fails, and Redis does not answer a ping either until `comeBack`. */
  const goAway = async () => {
    redis.ping.callsFake(noAnswer);
    redis.del.rejects(new Error('refused'));
    await store.remove(['gone first']);
    redis.del.resolves(1).resetHistory();
  };
  const comeBack = async () => {
    redis.ping.resolves('PONG');
    await clock.tickAsync(2_500);
  };

  it('uses Redis while it answers', async () => {
    expect(await standing(['book'])).to.deep.equal(['redis book']);
  });

  it('uses memory when Redis has not answered for 150 ms', async () => {
    redis.mget.callsFake(noAnswer);
    const asked = store.standing(['book']);
    await clock.tickAsync(160);
    const [generation] = await asked;
    expect(store.usesRedis).to.equal(false);
    expect(await standing(['book'])).to.deep.equal([generation]);
  });

  it('removes the missed keys from Redis before it is used again', async () => {
    await goAway();
    await store.remove(['book']);
    await store.remove(['copy']);
    const isRemoved = Promise.withResolvers<number>();
    redis.del.callsFake(() => isRemoved.promise);
    await comeBack();
    expect(redis.del.args).to.deep.equal([['gone first', 'book', 'copy']]);
    expect(store.usesRedis).to.equal(false);
    isRemoved.resolve(1);
    await clock.tickAsync(0);
    expect(store.usesRedis).to.equal(true);
  });

  it('removes everything from Redis when the connection was lost', async () => {
    redis.emit('close');
    await comeBack();
    expect(redis.del.args).to.deep.equal([[EVERYTHING]]);
  });

  it('removes everything from Redis when it missed more keys than it remembers', async () => {
    await goAway();
    await store.remove(Array.from({ length: 1_000 }, (_, tag) => `book ${tag}`));
    await comeBack();
    expect(redis.del.args).to.deep.equal([[EVERYTHING]]);
  });

  it('repeats this when a key is removed meanwhile', async () => {
    await goAway();
    redis.del.callsFake(async () => {
      if (redis.del.callCount === 1) await store.remove(['late']);
      return 1;
    });
    await comeBack();
    expect(redis.del.args).to.deep.equal([['gone first'], ['gone first', 'late']]);
    expect(store.usesRedis).to.equal(true);
  });

  it('clears its memory when Redis is used again', async () => {
    await goAway();
    const before = await standing(['book']);
    await comeBack();
    await goAway();
    expect(await standing(['book'])).not.to.deep.equal(before);
  });

  it('rejects no removal, whatever Redis does', async () => {
    redis.del.callsFake(noAnswer);
    let isDone = false;
    void store.remove(['book']).then(() => (isDone = true));
    await clock.tickAsync(160);
    expect(isDone).to.equal(true);
  });
});
