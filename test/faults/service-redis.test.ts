import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { apiClient, type Answer, type ApiClient } from '../support/api-client.js';
import { Load } from '../support/load.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { slowest } from '../support/faults/replies.js';
import { Watch } from '../support/faults/watch.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { connected, flush, privateRedis, type PrivateServer } from '../support/redis.js';
import { startService } from '../support/service.js';
import { startDeployed } from '../support/service-process.js';
import { watchStalls } from '../support/stalls.js';
import { showSeconds } from '../support/show-seconds.js';
import { until } from '../support/until.js';

interface Book {
  readonly id: number;
  readonly title: string;
  readonly isbn: string;
}

/** Two processes, as a platform runs them: one database, one Redis, one secret. */
async function startTwo(redisUrl: string, env: Record<string, string> = {}): Promise<[ApiClient, ApiClient]> {
  const databaseUrl = await freshDatabase('seeded');
  const start = async () => {
    const { url } = await startDeployed(databaseUrl, { REDIS_URL: redisUrl, ...env });
    // Other tests check the answers against the document.
    return apiClient(url, []);
  };
  return Promise.all([start(), start()]);
}

const stateOf = ({ headers }: Answer): string | null => headers.get('X-Cache');

/** Whether the two share their cache at this moment: one finds the entry that the other computed. */
async function share(one: ApiClient, two: ApiClient): Promise<boolean> {
  const list = `/v1/books?title=${randomUUID()}`;
  await one.get(list);
  return stateOf(await two.get(list)) === 'HIT';
}

async function listed(api: ApiClient, isbn: string): Promise<Book> {
  const { body } = await api.get(`/v1/books?isbn=${isbn}`);
  return (body as [Book])[0];
}

/** Makes Redis keep its data across a crash. */
async function saved(url: string): Promise<void> {
  const connection = await connected(url);
  await connection.save();
  connection.disconnect();
}

interface Fault {
  readonly what: string;
  begin(server: PrivateServer, url: string): Promise<void> | void;
  end(server: PrivateServer, url: string): Promise<void> | void;
}

const outages: Fault[] = [
  { what: 'killed', begin: (server) => server.kill(), end: (server) => server.restart() },
  { what: 'frozen', begin: (server) => server.freeze(), end: (server) => server.thaw() },
];

/** The data that it held is gone, in both phases. */
const flushed: Fault = { what: 'flushed', begin: (_, url) => flush(url), end: (_, url) => flush(url) };

/** The duration of a fault. */
const awayMs = inForm(1_500, 2_500);

describe('Service processes with one Redis', function () {
  this.timeout(40_000);
  let loads: Load[] = [];
  let redis: NonNullable<Awaited<ReturnType<typeof privateRedis>>>;

  beforeEach(async function () {
    const found = await privateRedis();
    // The tests are pending, and privateRedis has printed a warning.
    if (!found) this.skip();
    redis = found;
  });
  afterEach(async () => {
    for (const load of loads.splice(0)) await load.stop();
    await endProcesses();
    await redis?.stop();
  });

  it('count failed logins together: for an account from an address, for an address, and for an account', async () => {
    const limits = {
      LIMIT_LOGIN: '5 per 10 minutes',
      LIMIT_LOGIN_ADDRESS: '7 per 10 minutes',
      LIMIT_LOGIN_ACCOUNT: '6 per hour',
    };
    const [one, two] = await startTwo(redis.url, limits);
    const tryIt = async (count: number, account: string, address: string) => {
      const json = { email: `${account}@example.org`, password: 'a wrong guess' };
      const headers = { 'X-Forwarded-For': address };
      return (await [one, two][count % 2]?.post('/v1/users/login', { json, headers }))?.status;
    };
    const statuses = async (attempt: (count: number) => Promise<number | undefined>) => {
      const found: Record<string, number> = {};
      for (let count = 0; count < 9; count++) {
        const status = String(await attempt(count));
        found[status] = (found[status] ?? 0) + 1;
      }
      return found;
    };
    const both = (count: number) => (count % 3 ? 'patron' : 'Patron');
    expect(await statuses((i) => tryIt(i, both(i), '203.0.113.1'))).to.deep.equal({ 401: 5, 429: 4 });
    expect(await statuses((i) => tryIt(i, `nobody-${i}`, '198.51.100.7'))).to.deep.equal({ 401: 7, 429: 2 });
    expect(await statuses((i) => tryIt(i, 'librarian', `192.0.2.${i}`))).to.deep.equal({ 401: 6, 429: 3 });
  });

  it('share lists, and a write through one drops them in the other at once', async () => {
    const [one, two] = await startTwo(redis.url);
    const token = await one.logIn('librarian');
    const list = '/v1/books?per_page=3';
    const first = await one.get(list);
    const [book] = first.body as [Book];
    expect([stateOf(first), stateOf(await two.get(list))]).to.deep.equal(['MISS', 'HIT']);
    for (const [writer, reader] of [
      [one, two],
      [two, one],
    ] as const) {
      const title = `A title of ${randomUUID()}`;
      expect((await writer.put(`/v1/books/${book.id}`, { token, json: { title } })).status).to.equal(200);
      const after = await reader.get(list);
      expect([stateOf(after), (after.body as [Book])[0].title]).to.deep.equal(['MISS', title]);
      const again = await writer.get(list);
      expect([stateOf(again), (again.body as [Book])[0].title]).to.deep.equal(['HIT', title]);
    }
  });

  for (const fault of [...outages, flushed]) {
    it(`serve 20 readers and 5 writers while it is ${fault.what}, and use it again later`, async () => {
      const [one, two] = await startTwo(redis.url);
      const token = await one.logIn('librarian');
      const books = (await one.get('/v1/books?per_page=5')).body as Book[];
      const watch = new Watch();
      const read = (count: number) =>
        watch.time(() => one.get(`/v1/books?per_page=${10 + (count % 7)}&sort=-year`));
      const write = async ({ id, isbn }: Book, title: string) => {
        await watch.time(() => one.put(`/v1/books/${id}`, { token, json: { title } }));
        expect((await listed(one, isbn)).title, 'the writer reads its own write').to.equal(title);
      };
      loads = [
        new Load(20, read),
        ...books.map((book) => new Load(1, (count) => write(book, `Edition ${count}`))),
      ];

      await watch.during(500);
      const [before, longestStall] = [watch.calls.length, watchStalls()];
      await fault.begin(redis.server, redis.url);
      await watch.during(awayMs);
      await fault.end(redis.server, redis.url);
      await until(() => share(one, two), 8_000);
      await until(() => share(two, one), 8_000);
      await watch.during(500);
      await Promise.all(loads.map((load) => load.stop()));
      const stall = longestStall();
      const [calm, hurt] = [watch.calls.slice(0, before), watch.calls.slice(before)].map(slowest);

      report(`Redis ${fault.what} under 20 readers and 5 writers`, '0 errors', {
        calls: watch.calls.length,
        errors: loads.flatMap(({ errors }) => errors).length,
        'slowest before (ms)': calm,
        'slowest (ms)': hurt,
      });
      expect(loads.flatMap(({ errors }) => errors)).to.deep.equal([]);
      // A request that waits for Redis itself would take as long as the outage.
      expect(hurt, 'ms').to.be.below((calm ?? 0) + 1_000 + stall);
      for (const { id, isbn } of books) {
        const { title } = (await one.get(`/v1/books/${id}`)).body as Book;
        expect([(await listed(one, isbn)).title, (await listed(two, isbn)).title]).to.eql([title, title]);
      }
    });
  }

  for (const fault of outages) {
    it(`do not return old entries from before it was ${fault.what}`, async () => {
      const [one, two] = await startTwo(redis.url);
      const token = await one.logIn('librarian');
      const [book] = (await one.get('/v1/books?per_page=1')).body as [Book];
      await listed(two, book.isbn);
      await saved(redis.url);
      await fault.begin(redis.server, redis.url);
      // From here on Redis is not used, so that it does not get the drop of the change.
      await one.get('/v1/books');
      const title = `A title of ${randomUUID()}`;
      expect((await one.put(`/v1/books/${book.id}`, { token, json: { title } })).status).to.equal(200);
      expect((await listed(one, book.isbn)).title).to.equal(title);
      await fault.end(redis.server, redis.url);
      await until(async () => (await share(one, two)) && share(two, one), 8_000);
      expect((await listed(two, book.isbn)).title).to.equal(title);
      expect((await listed(one, book.isbn)).title).to.equal(title);
    });
  }

  it('share from the first request on, even when the connection takes a moment', async () => {
    redis.server.freeze();
    const starting = startService({ config: { redisUrl: redis.url } });
    await pause(300);
    redis.server.thaw();
    const service = await starting;
    await service.api.get('/v1/books');
    const connection = await connected(redis.url);
    const kept = await connection.keys('*');
    connection.disconnect();
    await service.stop();
    expect(kept.filter((key) => key.includes('/v1/books'))).to.have.lengthOf(1);
    expect(kept.filter((key) => key.includes('listBooks'))).to.have.lengthOf(1);
  });

  for (const absence of ['not there', 'frozen']) {
    it(`start and serve while it is ${absence}`, async function () {
      if (absence === 'frozen') redis.server.freeze();
      const url = absence === 'frozen' ? redis.url : `redis://127.0.0.1:${await freePort(0)}`;
      const service = await startDeployed(await freshDatabase('seeded'), { REDIS_URL: url });
      const api = apiClient(service.url, []);
      const list = '/v1/books?per_page=3';
      expect([stateOf(await api.get(list)), stateOf(await api.get(list))]).to.deep.equal(['MISS', 'HIT']);
      const token = await api.logIn('librarian');
      expect((await api.put('/v1/books/1', { token, json: { title: 'New' } })).status).to.equal(200);
      expect(stateOf(await api.get(list))).to.equal('MISS');
      showSeconds(this, { 'the start took': service.seconds });
    });
  }
});
