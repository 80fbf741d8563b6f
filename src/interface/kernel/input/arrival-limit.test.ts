import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import sinon, { type SinonFakeTimers } from 'sinon';
import { allowUpload, limitArrival } from './arrival-limit.js';

class FakeRequest extends EventEmitter {
  complete = false;
  readonly socket = { bytesRead: 300, destroyed: false };
  constructor(readonly headers: Readonly<Record<string, string>> = { 'content-length': '100' }) {
    super();
  }
}

describe('The time for a body to arrive', () => {
  let clock: SinonFakeTimers;
  let gaveUp: number[];
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    gaveUp = [];
  });
  afterEach(() => clock.restore());

  const begin = (request = new FakeRequest()) => {
    limitArrival(request as unknown as IncomingMessage, () => gaveUp.push(Math.round(clock.now)));
    return request;
  };
  const upload = (request: FakeRequest) => allowUpload(request as unknown as IncomingMessage);
  /** Lets bytes flow, second by second. */
  const flow = (request: FakeRequest, seconds: number, bytesPerSecond: number) => {
    for (let second = 0; second < seconds; second += 1) {
      request.socket.bytesRead += bytesPerSecond;
      clock.tick(1_000);
    }
  };

  it('is 10 s, whatever arrives meanwhile', () => {
    flow(begin(), 12, 100_000);
    expect(gaveUp).to.deep.equal([10_000]);
  });

  it('does not matter without a body, after its end, or after the connection was lost', () => {
    begin(new FakeRequest({}));
    begin().emit('end');
    begin().complete = true;
    begin().socket.destroyed = true;
    clock.tick(300_000);
    expect(gaveUp).to.deep.equal([]);
  });

  it('is 120 s for an upload while bytes flow', () => {
    const request = begin();
    clock.tick(2_000);
    upload(request);
    flow(request, 130, 1_100);
    expect(gaveUp).to.deep.equal([122_000]);
  });

  it('is over for an upload of which less than 10 kB arrive in 10 s', () => {
    const request = begin(new FakeRequest({ 'transfer-encoding': 'chunked' }));
    upload(request);
    flow(request, 30, 5_000);
    flow(request, 20, 900);
    expect(gaveUp).to.deep.equal([40_000]);
  });

  it('ends with the upload', () => {
    const request = begin();
    upload(request);
    flow(request, 15, 5_000);
    request.emit('end');
    clock.tick(300_000);
    expect(gaveUp).to.deep.equal([]);
  });

  it('is not limited for a request that nobody watches', () => {
    upload(new FakeRequest());
    clock.tick(300_000);
    expect(gaveUp).to.deep.equal([]);
  });
});
