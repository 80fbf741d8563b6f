import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { RunningInstances } from './running-instances.js';

describe('The number of running instances', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers()));
  afterEach(() => clock.restore());

  it('is one until they were counted', () => {
    expect(new RunningInstances(async () => [{ others: 2 }]).count).to.equal(1);
  });

  it('is counted at the start, and again and again', async () => {
    let others = 2;
    const instances = new RunningInstances(async () => [{ others }]);
    const end = instances.begin();
    await clock.tickAsync(1);
    expect(instances.count).to.equal(3);
    others = 0;
    await clock.tickAsync(5_000);
    expect(instances.count).to.equal(1);
    end();
    expect(clock.countTimers()).to.equal(0);
  });

  it('stays as it was last seen while the database is away', async () => {
    const write = sinon.stub().resolves([{ others: 3 }]);
    const instances = new RunningInstances(write);
    await instances.report();
    write.rejects(new Error('away'));
    await instances.report();
    expect(instances.count).to.equal(4);
  });
});
