import { expect } from 'chai';
import sql from 'sql-template-tag';
import { UsageRecorder } from '../../../../src/application/usage/counting/usage-recorder.js';
import { UsageStore } from '../../../../src/application/usage/counting/usage-store.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, rowsOf } from '../../../support/people.js';
import { startService } from '../../../support/service.js';
import { until } from '../../../support/until.js';
import { in23, makeKey, storedCounts, writeUsage } from '../../../support/usage.js';

describe('The calls of a client', () => {
  let library: Library;
  let bookId: number;

  before(async () => {
    library = await startLibrary({ config: { metricsPort: 9 } });
    bookId = await library.addBook({ title: 'The Summer Book' });
  });
  after(() => library.stop());

  const counts = async (ref = '') => {
    await writeUsage(library);
    return storedCounts(library, ref);
  };
  const newKey = async () => makeKey(library, (await library.addMember({ role: 'librarian' })).token);

  it('are exact within 10 s, on two instances', async function () {
    this.timeout(30_000);
    const other = await startService({ config: { databaseUrl: library.databaseUrl } });
    const ends = [library, other].map(({ service }) => service.begin());
    try {
      const { key: token, number } = await newKey();
      // A busy machine refuses some.
      const call = (api: Library['api'], path: string) =>
        until(async () => (await api.get(path, { token })).status === 200);
      for (const { api } of [library, other, library]) await call(api, '/v1/books');
      for (const { api } of [library, other]) await call(api, '/v2/books');
      const ofBoth = async () => {
        const [row] = await rowsOf<{ v1: number; v2: number }>(
          library,
          sql`
            select coalesce(sum(calls) filter (where major = 1), 0)::bigint as v1,
                   coalesce(sum(calls) filter (where major = 2), 0)::bigint as v2
            from usage_hour join consumer on consumer.id = consumer_id where ref = ${`key:${number}`} and outcome = '2xx'`,
        );
        return [row?.v1, row?.v2];
      };
      await until(async () => (await ofBoth()).join(' ') === '3 2', 10_000);
    } finally {
      await Promise.all(ends.map((end) => end()));
      await other.stop();
    }
  });

  it('are told apart by the source of their minor: header, pin or neither', async () => {
    const { key: token, number } = await newKey();
    const owner = await library.addMember({ role: 'librarian' });
    const pinned = await makeKey(library, owner.token);
    await library.api.put('/v2/me/pins/v1', { token: owner.token, json: { minor: '1.1' } });
    await library.api.get('/v1/books', { token });
    await library.api.get('/v1/books', { token, headers: { 'API-Version': '1.1' } });
    await library.api.get('/v1/books', { token: pinned.key });
    expect(await counts(`key:${number} `)).to.deep.equal({
      [`key:${number} v1 listBooks 1.0 default 2xx`]: 1,
      [`key:${number} v1 listBooks 1.1 header 2xx`]: 1,
    });
    expect(await counts(`key:${pinned.number} `)).to.deep.equal({
      [`key:${pinned.number} v1 listBooks 1.1 pin 2xx`]: 1,
    });
  });

  it('have an outcome: success, 304, or a refusal of whatever kind', async () => {
    const { key: token, number } = await newKey();
    const { headers } = await library.api.get(`/v1/books/${bookId}`, { token });
    const same = { 'If-None-Match': headers.get('etag') ?? '' };
    expect((await library.api.get(`/v1/books/${bookId}`, { token, headers: same })).status).to.equal(304);
    expect((await library.api.get('/v1/books/999999', { token })).status).to.equal(404);
    expect((await library.api.get('/v1/books/x', { token })).status).to.equal(400);
    expect((await library.api.post('/v1/books', { token, json: {} })).status).to.equal(403);
    expect(await counts(`key:${number} `)).to.deep.equal({
      [`key:${number} v1 addBook 1.0 default 4xx`]: 1,
      [`key:${number} v1 getBook 1.0 default 2xx`]: 1,
      [`key:${number} v1 getBook 1.0 default 304`]: 1,
      [`key:${number} v1 getBook 1.0 default 4xx`]: 2,
    });
  });

  it('of different books are calls of one operation', async () => {
    const { key: token, number } = await newKey();
    const second = await library.addBook({ title: 'The True Deceiver' });
    for (const id of [bookId, second]) await library.api.get(`/v1/books/${id}`, { token });
    expect(await counts(`key:${number} `)).to.deep.equal({ [`key:${number} v1 getBook 1.0 default 2xx`]: 2 });
  });

  it('count for the program that patrons use, as one client', async () => {
    const headers = { 'User-Agent': 'FortyReader/3.2 (Linux)' };
    for (let patrons = 0; patrons < 40; patrons++) {
      const { token } = await addPerson(library);
      await library.api.get('/v1/users/me', { token, headers });
    }
    expect(await counts('program:fortyreader')).to.deep.equal({
      'program:fortyreader v1 getMe 1.0 default 2xx': 40,
    });
    const rows = await rowsOf(library, sql`select patron_id from consumer where program = 'fortyreader'`);
    expect(rows).to.deep.equal([{ patron_id: null }]);
  });

  it('count for the page that sends them, whatever the browser calls itself', async () => {
    const { token } = await addPerson(library);
    const headers = { 'User-Agent': 'Mozilla/5.0 (X11)', Origin: 'https://pages.example' };
    await library.api.get('/v1/books', { token, headers });
    expect(await counts('program:https://pages.example')).to.deep.equal({
      'program:https://pages.example v1 listBooks 1.0 default 2xx': 1,
    });
  });

  it('count for the account of a member of staff', async () => {
    const { id, token } = await library.addMember({ role: 'librarian' });
    await library.api.get('/v2/books', { token });
    expect(await counts(`account:${id} `)).to.deep.equal({
      [`account:${id} v2 listBooks 2.0 default 2xx`]: 1,
    });
  });

  it('count for the account of a developer, once it is one', async () => {
    const { id, token } = await library.addMember();
    const json = { developer: true };
    const switched = await library.api.put('/v2/me/developer', { token, headers: in23, json });
    expect([switched.status, switched.body]).to.deep.equal([200, { ...json, mutedUntil: null }]);
    const shown = await library.api.get('/v2/me/developer', { token, headers: in23 });
    expect(shown.body).to.deep.equal(switched.body);
    await writeUsage(library);
    await library.api.get('/v2/books', { token });
    expect(await counts(`account:${id} `)).to.deep.equal({
      [`account:${id} v2 listBooks 2.0 default 2xx`]: 1,
    });
  });

  it('without a token count by a hash of the network, and no address is stored', async () => {
    const before = await counts('anonymous:2026');
    await library.api.get('/v1/books');
    const [use = ''] = Object.keys(await counts('anonymous:2026'));
    expect(before).to.deep.equal({});
    expect(use).to.match(/^anonymous:2026-12-01:[0-9a-f]{3} v1 listBooks 1.0 default 2xx$/);
    const stored = await rowsOf<{ text: string }>(
      library,
      sql`
      select c::text as text from consumer c union all select u::text from usage_hour u
      union all select e::text from usage_evidence e`,
    );
    expect(stored.filter(({ text }) => text.includes('127.0.0'))).to.deep.equal([]);
  });

  it('count as those of a probe for a crawler without a token', async () => {
    await library.api.get('/v1/books', {
      headers: { 'User-Agent': 'Googlebot/2.1 (+http://google.com/bot.html)' },
    });
    expect(await counts('program:googlebot')).to.deep.equal({
      'program:googlebot v1 listBooks 1.0 default 2xx': 1,
    });
    const rows = await rowsOf(library, sql`select class from consumer where program = 'googlebot'`);
    expect(rows).to.deep.equal([{ class: 'probe' }]);
  });

  it('are not counted where no operation was called: health, unknown paths, unknown methods', async () => {
    const before = await counts();
    for (const path of ['/health/live', '/v1/nothing', '/versions']) await fetch(library.url + path);
    await fetch(`${library.url}/v1/books`, { method: 'OPTIONS' });
    expect(await counts()).to.deep.equal(before);
  });

  it('do not appear in the metrics by client', async () => {
    const { key: token, number } = await newKey();
    await library.api.get('/v1/books', { token });
    const text = (await library.service.metrics?.read())?.text ?? '';
    expect(text).to.include('route="listBooks"');
    expect(text).to.not.match(/consumer|client=|program=/);
    expect(text).to.not.include(`key:${number}`);
  });

  it('change nothing about the answers while the counts cannot be stored', async () => {
    const fails = { add: () => Promise.reject(new Error('away')) };
    const cut = await startService({
      config: { databaseUrl: library.databaseUrl },
      overrides: [(container) => container.registerInstance(UsageStore, fails)],
    });
    const end = cut.service.begin();
    try {
      for (const _ of [1, 2, 3]) {
        await until(async () => (await cut.api.get('/v1/books')).status === 200);
        await writeUsage(cut);
      }
      const pending = cut.service.container.resolve(UsageRecorder).take();
      const kept = pending.counts.filter(({ outcome }) => outcome === '2xx');
      expect(kept.reduce((sum, { calls }) => sum + calls, 0)).to.equal(3);
    } finally {
      await end();
      await cut.stop();
    }
  });
});
