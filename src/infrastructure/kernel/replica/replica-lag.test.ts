import { expect } from 'chai';
import sinon, { type SinonFakeTimers, type SinonStub } from 'sinon';
import { ReplicaLag } from './replica-lag.js';
import { firstLsn, parseLsn } from './lsn.js';

const at = (place: number): string => parseLsn(`0/${place.toString(16)}`);

describe('Whoever watches a replica', () => {
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

  it('trusts it with nothing before having looked', async () => {
    expect(watch.shows(firstLsn)).to.equal(false);
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(true);
  });

  it('trusts it with what it shows, and with nothing that was written later', async () => {
    await watch.look();
    expect([watch.shows(at(10)), watch.shows(at(11))]).to.eql([true, false]);
  });

  it('trusts it no more when it is a second behind, however little was written since', async () => {
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

  it('trusts it as long as nothing is written at all', async () => {
    for (now = 0; now <= 10_000; now += 500) await watch.look();
    expect(watch.shows(at(10))).to.equal(true);
  });

  it('trusts nobody when one of the two cannot be asked, or a connection was lost', async () => {
    await watch.look();
    watch.lost();
    expect(watch.shows(firstLsn)).to.equal(false);
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(true);
    isThere = false;
    await watch.look();
    expect(watch.shows(firstLsn)).to.equal(false);
  });

  it('believes nothing that was said over a connection that was lost meanwhile', async () => {
    const looking = watch.look();
    watch.lost();
    await looking;
    expect(watch.shows(firstLsn)).to.equal(false);
  });

  it('believes a replica that shows less than before', async () => {
    await watch.look();
    replica = 5;
    await watch.look();
    expect(watch.shows(at(6))).to.equal(false);
  });
});

describe('The questions of whoever watches a replica', () => {
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

  it('are asked by nobody before anybody reads', async () => {
    await clock.tickAsync(10_000);
    expect(primary.callCount).to.equal(0);
  });

  it('are asked every 100 ms while somebody reads', async () => {
    for (let read = 0; read < 5; read++) {
      watch.shows(firstLsn);
      await clock.tickAsync(1_000);
    }
    expect(primary.callCount).to.equal(50);
  });

  it('are asked no more when nobody has read for two seconds', async () => {
    watch.shows(firstLsn);
    await clock.tickAsync(60_000);
    expect(primary.callCount).to.equal(20);
    expect(clock.countTimers()).to.equal(0);
  });

  it('are asked again when somebody reads after a while', async () => {
    watch.shows(firstLsn);
    await clock.tickAsync(60_000);
    watch.shows(firstLsn);
    await clock.tickAsync(100);
    expect(primary.callCount).to.equal(21);
    expect(watch.shows(at(10))).to.equal(true);
  });

  it('are not asked a second time while the first answer has not come', async () => {
    const answer = Promise.withResolvers<string>();
    primary.onFirstCall().returns(answer.promise);
    watch.shows(firstLsn);
    await clock.tickAsync(1_000);
    expect(primary.callCount).to.equal(1);
    answer.resolve(at(10));
    await clock.tickAsync(100);
    expect(primary.callCount).to.equal(2);
  });

  it('are dated when they are asked: an answer that took a second tells nothing of now', async () => {
    primary.callsFake(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_001));
      return at(10);
    });
    watch.shows(firstLsn);
    await clock.tickAsync(1_101);
    expect(watch.shows(firstLsn)).to.equal(false);
  });

  it('are asked no more when the watch has ended', async () => {
    watch.shows(firstLsn);
    watch.end();
    await clock.tickAsync(1_000);
    expect(primary.callCount).to.equal(0);
  });
});
