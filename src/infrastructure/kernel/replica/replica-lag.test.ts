import { expect } from 'chai';
import sinon, { type SinonFakeTimers, type SinonStub } from 'sinon';
import { ReplicaLag } from './replica-lag.js';
import { firstLsn, parseLsn } from './lsn.js';

const at = (place: number): string => parseLsn(`0/${place.toString(16)}`);

describe('The watch on the lag of a replica', () => {
  let now = 0;
  let primary = 0;
  let replica = 0;
  let isThere = true;
  let watch: ReplicaLag;

  beforeEach(() => {
    [now, primary, replica, isThere] = [0, 10, 10, true];
    const asked = (place: () => number) => () =>
      isThere ? Promise.resolve(at(place())) : Promise.reject(new Error('away'));
    watch = new ReplicaLag({ primary: asked(() => primary), replica: asked(() => replica) }, () => now);
  });
  afterEach(() => watch.end());

  it('allows no read before its first answer', async () => {
    expect(watch.shows(firstLsn)).to.equal(false);
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(true);
  });

  it('allows reads up to the replayed position, and none of later writes', async () => {
    await watch.look();
    expect([watch.shows(at(10)), watch.shows(at(11))]).to.eql([true, false]);
  });

  it('allows no read from a replica a second behind, however little was written since', async () => {
    await watch.look();
    [now, primary] = [600, 11];
    await watch.look();
    now = 1_000;
    expect(watch.shows(firstLsn)).to.equal(true);
    now = 1_001;
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(false);
    replica = 11;
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(true);
  });

  it('allows reads as long as nothing is written at all', async () => {
    for (now = 0; now <= 10_000; now += 500) await watch.look();
    expect(watch.shows(at(10))).to.equal(true);
  });

  it('allows no read when one of the two does not answer, or a connection was lost', async () => {
    await watch.look();
    watch.lost();
    expect(watch.shows(firstLsn)).to.equal(false);
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(true);
    isThere = false;
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(false);
  });

  it('ignores answers over a connection that was lost meanwhile', async () => {
    const looking = watch.look();
    watch.lost();
    await looking;
    expect(watch.shows(firstLsn)).to.equal(false);
  });

  it('accepts a replica at an earlier position than before', async () => {
    await watch.look();
    replica = 5;
    await watch.look();
    expect(watch.shows(at(6))).to.equal(false);
  });
});

describe('The queries of the watch on a replica', () => {
  let clock: SinonFakeTimers;
  let primary: SinonStub<[], Promise<string>>;
  let watch: ReplicaLag;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    primary = sinon.stub<[], Promise<string>>().resolves(at(10));
    watch = new ReplicaLag({ primary, replica: () => Promise.resolve(at(10)) });
  });
  afterEach(() => {
    watch.end();
    clock.restore();
  });

  it('do not start before the first read', async () => {
    await clock.tickAsync(10_000);
    expect(primary.callCount).to.equal(0);
  });

  it('are sent every 100 ms during reads', async () => {
    for (let read = 0; read < 5; read++) {
      watch.shows(firstLsn);
      await clock.tickAsync(1_000);
    }
    expect(primary.callCount).to.equal(50);
  });

  it('stop after two seconds without a read', async () => {
    watch.shows(firstLsn);
    await clock.tickAsync(60_000);
    expect(primary.callCount).to.equal(20);
    expect(clock.countTimers()).to.equal(0);
  });

  it('start again with the next read', async () => {
    watch.shows(firstLsn);
    await clock.tickAsync(60_000);
    watch.shows(firstLsn);
    await clock.tickAsync(100);
    expect(primary.callCount).to.equal(21);
    expect(watch.shows(at(10))).to.equal(true);
  });

  it('are not sent again before the first answer', async () => {
    const answer = Promise.withResolvers<string>();
    primary.onFirstCall().returns(answer.promise);
    watch.shows(firstLsn);
    await clock.tickAsync(1_000);
    expect(primary.callCount).to.equal(1);
    answer.resolve(at(10));
    await clock.tickAsync(100);
    expect(primary.callCount).to.equal(2);
  });

  it('count from the time they are sent: an answer that took a second is old', async () => {
    primary.callsFake(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_001));
      return at(10);
    });
    watch.shows(firstLsn);
    await clock.tickAsync(1_101);
    expect(watch.shows(firstLsn)).to.equal(false);
  });

  it('stop when the watch has ended', async () => {
    watch.shows(firstLsn);
    watch.end();
    await clock.tickAsync(1_000);
    expect(primary.callCount).to.equal(0);
  });
});
