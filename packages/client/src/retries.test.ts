import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import sinon from 'sinon';
import { withRetries, type RetryOptions } from './retries.js';

type Outcome = Response | Error;

const refused = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });
const lost = () => new TypeError('fetch failed');

describe('A request', () => {
  let clock: sinon.SinonFakeTimers;
  let sent: { readonly after: number; readonly body: string; readonly key: string | null }[];

  beforeEach(() => {
    sent = [];
    clock = sinon.useFakeTimers({
      now: new Date('2026-12-01T09:30:00Z'),
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
    });
  });
  afterEach(() => clock.restore());

  /** Sends a request whose tries have these outcomes, while the time goes by. */
  async function send(init: RequestInit, outcomes: Outcome[], options: RetryOptions = {}) {
    const start = Date.now();
    const transport = withRetries(async (request) => {
      const key = request.headers.get('Idempotency-Key');
      sent.push({ after: Date.now() - start, body: await request.text(), key });
      const outcome = outcomes[sent.length - 1] ?? new Response('fine');
      if (outcome instanceof Error) throw outcome;
      return outcome;
    }, options);
    const state = { isSettled: false };
    const answer = transport(new Request('https://library.example/v2/books', init)).finally(
      () => (state.isSettled = true),
    );
    answer.catch(() => undefined);
    while (!state.isSettled) {
      await setImmediate();
      await clock.runAllAsync();
    }
    return (await answer).status;
  }

  const times = () => sent.map(({ after }) => after);
  const keyed = { method: 'POST', body: '{}', headers: { 'Idempotency-Key': 'key-1' } };

  it('is sent once if it succeeds or is refused for good', async () => {
    expect(await send({}, [])).to.equal(200);
    for (const status of [400, 401, 404, 409, 410, 422, 500]) {
      sent = [];
      expect(await send(keyed, [refused(status)])).to.equal(status);
      expect(sent).to.have.lengthOf(1);
    }
  });

  it('waits as long as Retry-After says, in seconds or until a date', async () => {
    const date = 'Tue, 01 Dec 2026 09:30:09 GMT';
    const outcomes = [refused(429, { 'Retry-After': '5' }), refused(503, { 'Retry-After': date })];
    expect(await send({}, outcomes)).to.equal(200);
    expect(times()).to.deep.equal([0, 5_000, 9_000]);
  });

  it('waits longer each time, within bounds, if there is no usable Retry-After', async () => {
    const outcomes = [refused(502), refused(504, { 'Retry-After': 'soon' }), refused(503)];
    expect(await send({}, outcomes)).to.equal(200);
    const [, first = 0, second = 0, third = 0] = times();
    expect(first).to.be.within(250, 500);
    expect(second - first).to.be.within(500, 1_000);
    expect(third - second).to.be.within(1_000, 2_000);
  });

  it('is not sent again if the wait is too long', async () => {
    expect(await send({}, [refused(429, { 'Retry-After': '61' })])).to.equal(429);
    sent = [];
    expect(await send({}, [refused(429, { 'Retry-After': '3' })], { maxWaitSeconds: 2 })).to.equal(429);
  });

  it('is sent four times at most, or as often as wished', async () => {
    const outcomes = Array.from({ length: 9 }, () => refused(503));
    expect(await send({}, outcomes)).to.equal(503);
    expect(sent).to.have.lengthOf(4);
    sent = [];
    expect(await send({}, outcomes, { retries: 0 })).to.equal(503);
    expect(sent).to.have.lengthOf(1);
  });

  it('is sent again with the same body and key if the connection is lost', async () => {
    expect(await send(keyed, [lost(), refused(409, { 'Retry-After': '1' })])).to.equal(200);
    expect(sent.map(({ body, key }) => `${key} ${body}`)).to.deep.equal(Array(3).fill('key-1 {}'));
  });

  it('that cannot be repeated is sent again only if it had no effect', async () => {
    const ifMatch = { 'If-Match': '"r1-v2.0"' };
    for (const init of [{ method: 'POST' }, { method: 'PATCH' }, { method: 'DELETE', headers: ifMatch }]) {
      sent = [];
      expect(await send(init, [refused(503)])).to.equal(503);
      expect(await failure(send(init, [new Response(), lost()]))).to.be.instanceOf(TypeError);
      expect(sent).to.have.lengthOf(2);
      sent = [];
      expect(await send(init, [refused(429, { 'Retry-After': '1' })])).to.equal(200);
    }
  });

  it('that is aborted stops, also while it waits', async () => {
    const early = AbortSignal.abort(new Error('Enough.'));
    expect(await failure(send({ signal: early }, [refused(503)]))).to.have.property('message', 'Enough.');
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('Too slow.')), 2_000);
    const waiting = send({ signal: controller.signal }, [refused(503), refused(503, { 'Retry-After': '9' })]);
    expect(await failure(waiting)).to.have.property('message', 'Too slow.');
    expect(Date.now()).to.equal(new Date('2026-12-01T09:30:02Z').getTime());
  });
});

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
