import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { addPerson, type Person } from '../../support/people.js';
import { startService, type RunningService } from '../../support/service.js';
import { fetchUndecoded, type UndecodedAnswer } from '../../support/undecoded.js';

const long = '/v1/books?per_page=100';
const short = '/v2/books?limit=1&fields=id';

const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

describe('A long answer', () => {
  let running: RunningService;
  let librarian: Person;
  before(async () => {
    running = await startService();
    librarian = await addPerson(running, 'librarian');
  });
  after(() => running.stop());

  /** Once more while the process is busy with making a document. */
  const ask = async (
    path: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
  ): Promise<UndecodedAnswer> => {
    const answer = await fetchUndecoded(`${running.url}${path}`, { method, headers });
    return answer.status === 503 ? ask(path, headers, method) : answer;
  };
  const inCoding = (coding: string, path = long) => ask(path, { 'Accept-Encoding': coding });

  for (const coding of ['br', 'gzip'] as const) {
    it(`is sent in ${coding} to a client that accepts it, with the same bytes inside`, async () => {
      const [plain, coded] = [await ask(long), await inCoding(coding)];
      expect(coded.headers['content-encoding']).to.equal(coding);
      expect(coded.headers['content-length']).to.equal(String(coded.bytes.length));
      expect(coded.bytes.length).to.be.below(plain.bytes.length / 2);
      expect(decoders[coding](coded.bytes)).to.deep.equal(plain.bytes);
      expect(coded.headers['content-type']).to.equal(plain.headers['content-type']);
    });
  }

  it('is sent as it is to a client that names no coding', async () => {
    const { headers, bytes } = await ask(long);
    expect(headers['content-encoding']).to.equal(undefined);
    expect(JSON.parse(bytes.toString())).to.have.lengthOf(100);
  });

  const wishes: readonly [wish: string, coding: string | undefined][] = [
    ['gzip, deflate, br, zstd', 'br'],
    ['*', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['gzip;q=0.5, br;q=1.0', 'br'],
    ['br;q=0, *', 'gzip'],
    ['*;q=0.1, br;q=0', 'gzip'],
    ['gzip, identity;q=0', 'gzip'],
    ['identity;q=0, *', 'br'],
    ['identity', undefined],
    ['', undefined],
    ['deflate, zstd, compress', undefined],
    ['gzip;q=0, br;q=0', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0', undefined],
    ['*;q=0', undefined],
    [',;=,q=,gzip;q=x', undefined],
  ];
  for (const [wish, coding] of wishes) {
    it(`is sent in ${coding ?? 'no coding'} for "Accept-Encoding: ${wish}"`, async () => {
      const { status, headers } = await inCoding(wish);
      expect([status, headers['content-encoding']]).to.deep.equal([200, coding]);
    });
  }

  it('has a strong tag of its own in each coding', async () => {
    const tags = [await ask(long), await inCoding('br'), await inCoding('gzip')].map(
      ({ headers }) => headers.etag ?? '',
    );
    expect(new Set(tags).size).to.equal(3);
    for (const tag of tags) expect(tag).to.match(/^"[^"]+"$/);
  });

  it('varies with Accept-Encoding in every form, and as a 304', async () => {
    const known = { 'If-None-Match': '*' };
    const answers = [await ask(long), await inCoding('br'), await ask(long, known), await ask(short)];
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 304, 200]);
    for (const { headers } of answers) expect(headers.vary).to.match(/(^|, )Accept-Encoding(,|$)/);
  });

  it('has the same headers for HEAD as for GET, in each form', async () => {
    for (const wish of ['identity', 'br', 'gzip']) {
      const headers = { 'Accept-Encoding': wish, 'X-Request-Id': 'same' };
      const [got, asked] = [await ask(long, headers), await ask(long, headers, 'HEAD')];
      expect(asked.bytes).to.have.lengthOf(0);
      expect(withoutPassing(asked)).to.deep.equal(withoutPassing(got));
    }
  });

  it('is a 304 for the tag of any form that the client accepts, also weak and in a list', async () => {
    const [identity, br, gzip] = await Promise.all(
      ['identity', 'br', 'gzip'].map(async (wish) => (await inCoding(wish)).headers.etag ?? ''),
    );
    const cases: readonly [accepts: string | undefined, known: string | undefined, as: string | undefined][] =
      [
        ['gzip', gzip, gzip],
        ['gzip', `W/${gzip}`, gzip],
        ['br, gzip', `"other", ${gzip}, "more"`, gzip],
        ['gzip', identity, identity],
        [undefined, br, br],
        [undefined, `W/${identity}`, identity],
        ['br', '*', br],
        // The client could not read that form.
        ['identity', gzip, undefined],
        ['gzip', br, undefined],
        ['gzip, identity;q=0', identity, undefined],
        ['gzip', `${gzip?.slice(0, -1)}x"`, undefined],
        ['gzip', gzip?.replaceAll('"', ''), undefined],
      ];
    for (const [accepts, known = '', as] of cases) {
      const headers = { 'If-None-Match': known, ...(accepts && { 'Accept-Encoding': accepts }) };
      const answer = await ask(long, headers);
      const title = `${accepts} ${known}`;
      expect(answer.status, title).to.equal(as === undefined ? 200 : 304);
      if (as !== undefined) expect(answer.headers.etag, title).to.equal(as);
      expect(answer.headers['content-encoding'] === undefined, title).to.equal(
        as !== undefined || accepts === 'identity',
      );
    }
  });

  it('is held compressed by the cache: the second request is a hit with the same bytes', async () => {
    const path = '/v2/books?limit=77';
    const [first, second] = [await inCoding('br', path), await inCoding('br', path)];
    expect([first.headers['x-cache'], second.headers['x-cache']]).to.deep.equal(['MISS', 'HIT']);
    expect(second.bytes).to.deep.equal(first.bytes);
  });

  it('that is short is compressed only for a client that refuses it as it is', async () => {
    expect((await inCoding('gzip', short)).headers['content-encoding']).to.equal(undefined);
    const { headers, bytes } = await inCoding('gzip, identity;q=0', short);
    expect(headers['content-encoding']).to.equal('gzip');
    expect(JSON.parse(gunzipSync(bytes).toString())).to.have.property('data');
  });

  it('is compressed also when it is a document, a page or a file', async () => {
    for (const path of ['/v1/docs', '/', '/docs/problems', '/docs/changelog/v2', '/v1/openapi.json']) {
      const { status, headers } = await inCoding('br', path);
      expect([status, headers['content-encoding']], path).to.deep.equal([200, 'br']);
    }
    const page = (await ask('/v1/docs')).bytes.toString();
    const scripts = [...page.matchAll(/src="([^"]+[.]js)"/g)].map(([, src = '']) => src);
    expect(scripts).to.not.deep.equal([]);
    for (const path of scripts) {
      const { status, headers } = await inCoding('gzip', path);
      expect([status, headers['content-encoding']], path).to.deep.equal([200, 'gzip']);
      expect(headers['cache-control']).to.match(/immutable/);
    }
  });

  it('gives a tag that changes a book, in every coding', async () => {
    const json = { title: 'A', subjects: Array.from({ length: 50 }, (_, at) => `Subject number ${at}`) };
    const { token } = librarian;
    const made = await running.api.post('/v2/books', { token, json });
    expect(made.status).to.equal(201);
    const path = `/v2/books/${(made.body as { id: string }).id}`;
    for (const wish of ['gzip', 'br', 'identity']) {
      const { headers } = await inCoding(wish, path);
      const tag = headers.etag ?? '';
      expect(headers['content-encoding']).to.equal(wish === 'identity' ? undefined : wish);
      const patch = (ifMatch: string) =>
        running.api.send('PATCH', path, {
          token,
          json: { title: `In ${wish}` },
          headers: { 'If-Match': ifMatch, 'Content-Type': 'application/merge-patch+json' },
        });
      expect((await patch(`W/${tag}`)).status, `weak ${tag}`).to.equal(412);
      expect((await patch(`"other", ${tag}`)).status, tag).to.equal(200);
      expect((await patch(tag)).status, `stale ${tag}`).to.equal(412);
    }
  });
});

/** Without what differs from one request to the next. */
function withoutPassing({ headers }: UndecodedAnswer): object {
  const passing = new Set(['date', 'ratelimit', 'x-cache']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !passing.has(name)));
}
