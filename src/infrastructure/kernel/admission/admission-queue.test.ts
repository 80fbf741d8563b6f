import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { AdmissionQueue } from './admission-queue.js';

const codeOf = (entering: Promise<void>): Promise<unknown> =>
  entering.then(
    () => 'inside',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe('A turnstile', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers()));
  afterEach(() => clock.restore());

  it('lets in as many as there is room for, and the others in the order in which they came', async () => {
    const turnstile = new AdmissionQueue({ inside: 1, outside: 2, patienceMs: 10_000 });
    const order: string[] = [];
    const come = (name: string) => turnstile.enter(false).then(() => order.push(name));
    await come('first');
    const [second, third] = [come('second'), come('third')];
    turnstile.leave();
    await second;
    expect(order).to.deep.equal(['first', 'second']);
    turnstile.leave();
    await third;
    expect(order).to.deep.equal(['first', 'second', 'third']);
  });

  it('sends away at once who would wait among too many, and says that it is full', async () => {
    const turnstile = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 10_000 });
    await turnstile.enter(false);
    expect(turnstile.isFull).to.equal(false);
    const waiting = turnstile.enter(false);
    expect(turnstile.isFull).to.equal(true);
    expect(await codeOf(turnstile.enter(false))).to.equal(unavailable.code);
    turnstile.leave();
    await waiting;
    expect(turnstile.isFull).to.equal(false);
  });

  it('sends away who has waited for as long as anybody may, and not a millisecond earlier', async () => {
    const turnstile = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 500 });
    await turnstile.enter(false);
    let outcome: unknown = 'waiting';
    void codeOf(turnstile.enter(false)).then((code) => (outcome = code));
    await clock.tickAsync(499);
    expect(outcome).to.equal('waiting');
    await clock.tickAsync(1);
    expect(outcome).to.equal(unavailable.code);
  });

  it('gives the turn of who was sent away to nobody', async () => {
    const turnstile = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 500 });
    await turnstile.enter(false);
    const late = codeOf(turnstile.enter(false));
    await clock.tickAsync(500);
    expect(await late).to.equal(unavailable.code);
    turnstile.leave();
    expect(await codeOf(turnstile.enter(false))).to.equal('inside');
  });

  it('keeps no timer for who was let in', async () => {
    const turnstile = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 500 });
    await turnstile.enter(false);
    const waiting = turnstile.enter(false);
    turnstile.leave();
    await waiting;
    expect(clock.countTimers()).to.equal(0);
  });

  it('lets in who has been inside before, and nobody else until there is room for all', async () => {
    const turnstile = new AdmissionQueue({ inside: 1, outside: 1, patienceMs: 10_000 });
    await turnstile.enter(false);
    await turnstile.enter(true);
    let isIn = false;
    const waiting = turnstile.enter(false).then(() => (isIn = true));
    turnstile.leave();
    await clock.tickAsync(0);
    expect(isIn).to.equal(false);
    turnstile.leave();
    await waiting;
  });
});
