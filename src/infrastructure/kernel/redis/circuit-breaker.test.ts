import { expect } from 'chai';
import sinon, { type SinonFakeTimers, type SinonStub } from 'sinon';
import { noAnswer, StubRedis } from '../../../../test/support/stub-redis.js';
import { Availability } from '../../../application/kernel/process/availability.js';
import type { ProcessEvent } from '../../../application/kernel/process/process-events.js';
import { CircuitBreaker } from './circuit-breaker.js';

const shared = () => Promise.resolve('from Redis');
const instead = () => Promise.resolve('from memory');
const fails = () => Promise.reject(new Error('refused'));

describe('The circuit breaker before Redis', () => {
  let clock: SinonFakeTimers;
  let redis: StubRedis;
  let events: ProcessEvent[];
  let mend: SinonStub<[() => void], void>;
  let breaker: CircuitBreaker;

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    redis = new StubRedis();
    events = [];
    const availability = new Availability('redis', 'warn');
    availability.reportTo({ happened: (event) => events.push(event) });
    mend = sinon.stub<[() => void], void>().callsFake((reset) => reset());
    breaker = new CircuitBreaker(redis.connection, availability, mend);
  });
  afterEach(() => clock.restore());

  it('returns an answer of Redis within 150 ms', async () => {
    const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve('slow'), 149));
    const answer = breaker.run(slow, instead);
    await clock.tickAsync(149);
    expect(await answer).to.equal('slow');
    expect(breaker.usesRedis).to.equal(true);
  });

  it('uses the fallback after 150 ms without an answer, and one more turn of the event loop', async () => {
    let answer: unknown = 'still waiting';
    void breaker.run(noAnswer, instead).then((its) => (answer = its));
    await clock.tickAsync(150);
    expect(answer).to.equal('still waiting');
    await clock.tickAsync(1);
    expect(answer).to.equal('from memory');
  });

  it('opens after one failed command, and then sends no command to Redis', async () => {
    expect(await breaker.run(fails, instead)).to.equal('from memory');
    const task = sinon.spy(shared);
    expect(await breaker.run(task, instead)).to.equal('from memory');
    expect(task.called).to.equal(false);
  });

  it('opens when the connection is lost', () => {
    redis.emit('close');
    expect(breaker.usesRedis).to.equal(false);
  });

  it('pings Redis once a second, and closes when it answers', async () => {
    redis.ping.onFirstCall().rejects(new Error('refused'));
    redis.emit('close');
    await clock.tickAsync(999);
    expect(redis.ping.callCount).to.equal(0);
    await clock.tickAsync(1_001);
    expect(redis.ping.callCount).to.equal(2);
    expect(breaker.usesRedis).to.equal(true);
    expect(await breaker.run(shared, instead)).to.equal('from Redis');
  });

  it('pings no more often when the connection is lost repeatedly', async () => {
    redis.ping.callsFake(noAnswer);
    for (let loss = 0; loss < 5; loss++) redis.emit('close');
    await clock.tickAsync(1_000);
    expect(redis.ping.callCount).to.equal(1);
  });

  it('stays open while a ping hangs, and pings again a second after its timeout', async () => {
    redis.ping.callsFake(noAnswer);
    redis.emit('close');
    await clock.tickAsync(2_150);
    expect(redis.ping.callCount).to.equal(1);
    await clock.tickAsync(1);
    expect(redis.ping.callCount).to.equal(2);
    expect(breaker.usesRedis).to.equal(false);
  });

  it('stays open until missed changes are applied', async () => {
    mend.onFirstCall().returns(undefined);
    redis.emit('close');
    await clock.tickAsync(1_000);
    expect(breaker.usesRedis).to.equal(false);
    await clock.tickAsync(1_000);
    expect(breaker.usesRedis).to.equal(true);
  });

  it('pings no more once the connection was closed for good', async () => {
    redis.ping.rejects(new Error('closed'));
    redis.emit('close');
    redis.status = 'end';
    await clock.tickAsync(10_000);
    expect(redis.ping.callCount).to.equal(1);
    expect(clock.countTimers()).to.equal(0);
  });

  it('reports an outage once with its cause, and its end once with its length', async () => {
    redis.emit('error', Object.assign(new Error(''), { code: 'ECONNREFUSED' }));
    redis.emit('close');
    redis.emit('close');
    await clock.tickAsync(1_000);
    await clock.tickAsync(1_000);
    expect(events).to.deep.equal([
      { level: 'warn', event: 'away', facts: { what: 'redis', cause: 'ECONNREFUSED' } },
      { level: 'info', event: 'back', facts: { what: 'redis', seconds: 1 } },
    ]);
  });

  it('leaves no timer behind when Redis answers', async () => {
    await breaker.run(shared, instead);
    expect(clock.countTimers()).to.equal(0);
  });

  it('waits another 150 ms when the process itself was busy, because the answer may be unread', async () => {
    const answered = Promise.withResolvers<string>();
    let answer: unknown = 'still waiting';
    void breaker.run(() => answered.promise, instead).then((its) => (answer = its));
    // The process does nothing for half a second: the timer of 150 ms is late.
    clock.jump(500);
    await clock.tickAsync(149);
    expect(answer).to.equal('still waiting');
    answered.resolve('from Redis');
    await clock.tickAsync(0);
    expect(answer).to.equal('from Redis');
  });
});
