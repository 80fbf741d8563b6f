import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { InjectionToken } from 'tsyringe';
import { BookQueries } from '../../../src/application/catalogue/book-queries.js';
import { PopularBooks } from '../../../src/application/circulation/statistics/popular-books.js';
import { Refusal } from '../../../src/domain/kernel/refusal.js';
import { internal } from '../../../src/interface/kernel/errors/refusals.js';
import type { Override } from '../../../src/composition/start/bootstrap.js';
import { addPerson, rowsOf } from '../../support/people.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const sorry = refusal(500, internal);

/** A port whose every method throws. */
function broken(port: InjectionToken, toThrow: () => unknown): Override {
  const fails = () => {
    throw toThrow();
  };
  return (container) => void container.register(port, { useValue: new Proxy({}, { get: () => fails }) });
}

describe('An internal fault', () => {
  let running: RunningService;
  const start = async (...overrides: Override[]) => {
    running = await startService({ content: 'migrated', overrides });
  };
  afterEach(() => running.stop());

  /** No document has a 500, because clients must not rely on it: these answers skip the check against documents. */
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(running.url + path, { headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: JSON.parse(text) as unknown };
  };

  const secret = 'select * from patron where email = $1 -- at /srv/shelflife/src/secret.ts:7:11';
  const thrown: readonly [what: string, value: unknown][] = [
    ['an error', new Error(secret)],
    ['an ordinary JavaScript error', new TypeError(secret)],
    ['a text', secret],
    ['nothing', undefined],
    ['null', null],
    ['an error with a status of another protocol', Object.assign(new Error(secret), { status: 404 })],
    ['an error with a success status', Object.assign(new Error(secret), { status: 200, body: secret })],
    ['an object', { message: secret, stack: secret }],
  ];
  it('is answered in the shape of the version, without its cause, whatever was thrown', async () => {
    let next: unknown;
    await start(broken(BookQueries, () => next));
    for (const [what, value] of thrown) {
      next = value;
      const answer = await get('/v1/books/1');
      expect(said(answer), what).to.deep.equal(sorry);
      expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
      expect(answer.headers.get('api-version')).to.equal('1.0');
      expect(answer.headers.get('x-request-id')).to.be.a('string');
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      expect([...answer.headers.values()].join('\n'), what).to.not.include('secret');
    }
  });

  it('is not cached: the next request is computed again', async () => {
    let calls = 0;
    const most = () => Promise.reject(new Error(`call ${++calls}`));
    await start((container) => void container.register<unknown>(PopularBooks, { useValue: { most } }));
    for (let turn = 1; turn <= 3; turn++) {
      const answer = await get('/v1/books/popular');
      expect(said(answer)).to.deep.equal(sorry);
      expect(answer.headers.get('x-cache')).to.not.equal('HIT');
      expect(calls).to.equal(turn);
    }
  });

  it('in one operation does not affect another', async () => {
    await start(broken(PopularBooks, () => new Error(secret)));
    expect(said(await get('/v1/books/popular'))).to.deep.equal(sorry);
    expect(said(await running.api.get('/v1/books'))).to.deep.equal({ status: 200, body: [] });
    expect((await running.api.get('/health')).body).to.deep.equal({
      status: 'ok',
      checks: { postgresql: 'ok' },
    });
  });

  it('in the database reveals nothing about the database', async () => {
    await start();
    const { token } = await addPerson(running, 'librarian');
    await rowsOf(running, sql`alter table copy rename to copy_that_was`);
    for (const path of ['/v1/books', '/v1/books/1', '/v1/books/search?q=x', '/v1/books/popular']) {
      expect(said(await get(path, { Authorization: `Bearer ${token}` }))).to.deep.equal(sorry);
    }
  });

  it('does not include a refusal by a port, which keeps its own message', async () => {
    const closed = { kind: 'conflict', code: 'test.closed', message: 'Closed for stocktaking.' } as const;
    await start(broken(BookQueries, () => new Refusal(closed)));
    expect(said(await get('/v1/books/1'))).to.deep.equal(refusal(409, closed));
  });
});
