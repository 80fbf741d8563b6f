import { expect } from 'chai';
import type { Context } from 'koa';
import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { createConfig } from '../../../config/index.js';
import type { FailedRequest } from '../../../src/application/kernel/process/report.js';
import { bootstrap, type Service } from '../../../src/composition/start/bootstrap.js';
import { listen, type Listening } from '../../../src/interface/kernel/app/http-server.js';
import { freshDatabase } from '../../support/postgres.js';

interface Told {
  readonly request: FailedRequest;
  readonly error: unknown;
}

describe('A fault after the answer has begun', () => {
  let service: Service;
  let server: Listening;
  let told: Told[];
  /** Resolves with the first failure that is reported. */
  let firstTold: Promise<Told>;

  beforeEach(async () => {
    service = await bootstrap(createConfig('test', { databaseUrl: await freshDatabase('migrated') }));
    told = [];
    const { promise, resolve } = Promise.withResolvers<Told>();
    firstTold = promise;
    // The report is an object of the test's: its calls are recorded here, and not written.
    service.report.failed = (request, error) => {
      told.push({ request, error });
      resolve({ request, error });
    };
  });
  afterEach(async () => {
    await server.close(0);
    await service.close();
  });

  async function start(answer: (ctx: Context) => unknown): Promise<string> {
    service.app.use((ctx) => void answer(ctx));
    server = await listen(service.app, '127.0.0.1', 0);
    return `http://127.0.0.1:${server.port}`;
  }

  const get = async (url: string) => {
    const answer = await fetch(url, { headers: { 'X-Request-Id': 'late' } });
    return answer.text().catch(() => 'cut off');
  };

  it('in a stream is reported once, with the request, and the answer is cut off', async () => {
    const broken = new Error('The shelf has fallen over.');
    const url = await start((ctx) => {
      ctx.body = Readable.from(half(broken));
    });
    expect(await get(`${url}/stream`)).to.equal('cut off');
    const { request, error } = await firstTold;
    expect(error).to.equal(broken);
    expect(request).to.deep.include({ requestId: 'late' });
    expect(told).to.have.length(1);
  });

  it('of a value that Koa cannot write as JSON is reported, and answered as a fault', async () => {
    const round: Record<string, unknown> = {};
    round['self'] = round;
    const url = await start((ctx) => {
      ctx.body = round;
    });
    expect((await fetch(`${url}/round`)).status).to.equal(500);
    expect((await firstTold).error).to.be.instanceOf(TypeError);
  });

  it('by a throw after the head was sent is reported', async () => {
    const url = await start((ctx) => {
      ctx.status = 200;
      ctx.flushHeaders();
      throw new Error('too late');
    });
    const controller = new AbortController();
    await fetch(`${url}/thrown`, { signal: controller.signal });
    expect((await firstTold).error).to.include({ message: 'too late' });
    controller.abort();
    expect(told).to.have.length(1);
  });

  for (const how of ['end', 'resetAndDestroy'] as const) {
    it(`is not reported when the client hangs up: ${how}`, async () => {
      const body = new PassThrough();
      body.write('half');
      const url = await start((ctx) => {
        ctx.body = body;
      });
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(socket, 'data');
      socket[how]();
      socket.destroy();
      // The stream is destroyed when its client is gone.
      if (!body.closed) await once(body, 'close').catch(() => undefined);
      // A report about the next request would follow a report about this one.
      await fetch(`${url}/health/live`);
      expect(told).to.deep.equal([]);
    });
  }
});

async function* half(error: Error): AsyncGenerator<string> {
  yield 'half of the answer';
  await new Promise(setImmediate);
  throw error;
}
