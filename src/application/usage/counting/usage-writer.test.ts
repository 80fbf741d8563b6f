import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import type { ProcessEvent } from '../../kernel/process/process-events.js';
import { fakeFingerprints } from '../fingerprints.fake.js';
import { ConsumerFinder } from '../consumers/consumer-finder.js';
import { anObservedRequest } from '../../kernel/request/observed-request.fake.js';
import { UsageRecorder } from './usage-recorder.js';
import type { UsageLot } from './usage-store.js';
import { UsageWriter } from './usage-writer.js';

describe('The usage writer', () => {
  const clock = { now: () => new Date('2026-12-01T09:30:00Z') };
  let timers: SinonFakeTimers;
  let written: UsageLot[];
  let isAway: boolean;
  let events: ProcessEvent[];
  let recorder: UsageRecorder;
  let writer: UsageWriter;

  beforeEach(() => {
    timers = sinon.useFakeTimers();
    [written, isAway, events] = [[], false, []];
    const finder = new ConsumerFinder(clock, fakeFingerprints, 'salt');
    recorder = new UsageRecorder(finder, clock, { heldAtMost: 3, lotAt: 2 });
    const store = {
      add: (lot: UsageLot) =>
        isAway ? Promise.reject(new Error('away')) : Promise.resolve(void written.push(lot)),
    };
    const directory = { read: async (day: string) => ({ day, developers: new Set([3]), salt: 'salt' }) };
    writer = new UsageWriter(recorder, finder, store, directory, clock);
  });
  afterEach(() => timers.restore());

  const begin = () => writer.begin({ happened: (event) => events.push(event) });
  const call = (operationId = 'listBooks') => recorder.answered(anObservedRequest({ operationId }));
  const calls = () => written.flatMap(({ counts }) => counts).reduce((sum, each) => sum + each.calls, 0);

  it('writes what was counted within 10 s, and writes nothing where nothing was', async () => {
    begin();
    call();
    await timers.tickAsync(9_999);
    expect(calls()).to.equal(1);
    const lots = written.length;
    await timers.tickAsync(30_000);
    expect(written).to.have.length(lots);
  });

  it('writes the rest at its end, and then no more', async () => {
    const end = begin();
    await timers.tickAsync(0);
    call();
    await end();
    expect(calls()).to.equal(1);
    call();
    await timers.tickAsync(60_000);
    expect(calls()).to.equal(1);
  });

  it('writes early when a lot is full', async () => {
    begin();
    await timers.tickAsync(0);
    for (const operation of ['a', 'b']) call(operation);
    await timers.tickAsync(0);
    expect(calls()).to.equal(2);
  });

  it('learns who is a developer with each lot', async () => {
    begin();
    await timers.tickAsync(0);
    recorder.answered(anObservedRequest({ caller: { patronId: 3, role: 'patron' } }));
    expect(recorder.take().counts[0]?.consumer.ref).to.equal('account:3');
  });

  it('counts on while the database is away, and writes everything when it is back, once', async () => {
    isAway = true;
    begin();
    call();
    await timers.tickAsync(20_000);
    call();
    expect(calls()).to.equal(0);
    isAway = false;
    await timers.tickAsync(20_000);
    expect(calls()).to.equal(2);
    expect(events.map(({ event }) => event)).to.deep.equal(['away', 'back']);
  });

  it('reports calls for which there was no place', async () => {
    begin();
    await timers.tickAsync(0);
    isAway = true;
    for (const operation of ['a', 'b', 'c', 'd']) call(operation);
    isAway = false;
    await timers.tickAsync(10_000);
    expect(events).to.deep.include({ level: 'warn', event: 'usage overflow', facts: { calls: 1 } });
  });

  it('reports what it cannot write at its end', async () => {
    const end = begin();
    await timers.tickAsync(0);
    isAway = true;
    call();
    await end();
    expect(events.at(-1)).to.deep.equal({ level: 'warn', event: 'usage lost', facts: { calls: 1 } });
  });
});
