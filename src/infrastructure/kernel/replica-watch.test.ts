import { expect } from 'chai';
import { ReplicaWatch } from './replica-watch.js';
import { theBeginning, walPosition } from './wal-position.js';

const at = (place: number): string => walPosition(`0/${place.toString(16)}`);

describe('Whoever watches a replica', () => {
  let now = 0;
  let primary = 0;
  let replica = 0;
  let isThere = true;
  let watch: ReplicaWatch;

  beforeEach(() => {
    [now, primary, replica, isThere] = [0, 10, 10, true];
    const asked = (place: () => number) => () =>
      isThere ? Promise.resolve(at(place())) : Promise.reject(new Error('away'));
    watch = new ReplicaWatch({ primary: asked(() => primary), replica: asked(() => replica) }, () => now);
  });
  afterEach(() => watch.end());

  it('trusts it with nothing before having looked', async () => {
    expect(watch.shows(theBeginning)).to.equal(false);
    await watch.look();
    expect(watch.shows(theBeginning)).to.equal(true);
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
    expect(watch.shows(theBeginning)).to.equal(true);
    now = 1_001;
    await watch.look();
    expect(watch.shows(theBeginning)).to.equal(false);
    replica = 11;
    await watch.look();
    expect(watch.shows(theBeginning)).to.equal(true);
  });

  it('trusts it as long as nothing is written at all', async () => {
    for (now = 0; now <= 10_000; now += 500) await watch.look();
    expect(watch.shows(at(10))).to.equal(true);
  });

  it('trusts nobody when one of the two cannot be asked, or a connection was lost', async () => {
    await watch.look();
    watch.lost();
    expect(watch.shows(theBeginning)).to.equal(false);
    await watch.look();
    expect(watch.shows(theBeginning)).to.equal(true);
    isThere = false;
    await watch.look();
    expect(watch.shows(theBeginning)).to.equal(false);
  });

  it('believes nothing that was said over a connection that was lost meanwhile', async () => {
    const looking = watch.look();
    watch.lost();
    await looking;
    expect(watch.shows(theBeginning)).to.equal(false);
  });

  it('believes a replica that shows less than before', async () => {
    await watch.look();
    replica = 5;
    await watch.look();
    expect(watch.shows(at(6))).to.equal(false);
  });
});
