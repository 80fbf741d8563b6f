import { expect } from 'chai';
import { ReplicaReads } from './replica-reads.js';
import { firstLsn, parseLsn } from './lsn.js';

const [early, late] = [parseLsn('0/5'), parseLsn('0/9')];
const gives = (value: string) => () => Promise.resolve(value);
const fails = () => Promise.reject(new Error('canceling statement due to conflict with recovery'));

describe('A read', () => {
  let now = 0;
  let shown = late;
  let losses = 0;
  let reads: ReplicaReads;
  beforeEach(() => {
    [now, shown, losses] = [0, late, 0];
    const watch = { shows: (minimum: string) => shown >= minimum, lost: () => losses++ };
    reads = new ReplicaReads(watch, () => now);
  });
  const read = (onReplica: () => Promise<string> = gives('replica')) =>
    reads.read(onReplica, gives('primary'));

  it('uses the primary by default', async () => {
    expect(await read()).to.equal('primary');
    expect(await reads.allow(undefined, read)).to.equal('primary');
    expect(await reads.allow(firstLsn, () => reads.allow(undefined, read))).to.equal('primary');
  });

  it('uses a replica that has all writes that it must see, and no other', async () => {
    expect(await reads.allow(late, read)).to.equal('replica');
    shown = early;
    expect(await reads.allow(late, read)).to.equal('primary');
    expect(await reads.allow(early, read)).to.equal('replica');
  });

  it('that fails on a replica is repeated on the primary, which serves all others for a second', async () => {
    const first = await reads.allow(early, () => read(fails));
    expect([first, losses]).to.eql(['primary', 1]);
    now = 999;
    expect(await reads.allow(early, read)).to.equal('primary');
    now = 1_000;
    expect(await reads.allow(early, read)).to.equal('replica');
  });
});
