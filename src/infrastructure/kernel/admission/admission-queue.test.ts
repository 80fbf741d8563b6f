import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { AdmissionQueue } from './admission-queue.js';

const codeOf = (entering: Promise<void>): Promise<unknown> =>
  entering.then(
    () => 'inside',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe('The admission queue', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers()));
  afterEach(() => clock.restore());

  it('admits requests up to its limit, and the others in order of arrival', async () => {
    const queue = new AdmissionQueue({ inside: 1, outside: 2, patienceMs: 10_000 });
    const order: string[] = [];
    const come = (name: string) => queue.enter(false).then(() => order.push(name));
    await come('first');
    const [second, third] = [come('second'), come('third')];
    queue.leave();
    await second;
    expect(order).to.deep.equal(['first', 'second']);
    queue.leave();
    await third;
    expect(order).to.deep.equal(['first', 'second', 'third']);
  });

  it('refuses a request at once when the queue is full', async () => {
    const queue = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 10_000 });
    await queue.enter(false);
    expect(queue.isFull).to.equal(false);
    const waiting = queue.enter(false);
    expect(queue.isFull).to.equal(true);
    expect(await codeOf(queue.enter(false))).to.equal(unavailable.code);
    queue.leave();
    await waiting;
    expect(queue.isFull).to.equal(false);
  });

  it('refuses a request that has waited for the limit, and not a millisecond earlier', async () => {
    const queue = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 500 });
    await queue.enter(false);
    let outcome: unknown = 'waiting';
    void codeOf(queue.enter(false)).then((code) => (outcome = code));
    await clock.tickAsync(499);
    expect(outcome).to.equal('waiting');
    await clock.tickAsync(1);
    expect(outcome).to.equal(unavailable.code);
  });

  it('does not give a slot to a refused request', async () => {
    const queue = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 500 });
    await queue.enter(false);
    const late = codeOf(queue.enter(false));
    await clock.tickAsync(500);
    expect(await late).to.equal(unavailable.code);
    queue.leave();
    expect(await codeOf(queue.enter(false))).to.equal('inside');
  });

  it('keeps no timer for admitted requests', async () => {
    const queue = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 500 });
    await queue.enter(false);
    const waiting = queue.enter(false);
    queue.leave();
    await waiting;
    expect(clock.countTimers()).to.equal(0);
  });

  it('admits requests that held a slot before, and no new ones while it is above its limit', async () => {
    const queue = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 10_000 });
    await queue.enter(false);
    await queue.enter(true);
    let isIn = false;
    const waiting = queue.enter(false).then(() => (isIn = true));
    queue.leave();
    await clock.tickAsync(0);
    expect(isIn).to.equal(false);
    queue.leave();
    await waiting;
  });
});
