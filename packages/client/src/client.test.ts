import { expect } from 'chai';
import sinon from 'sinon';
import {
  createV1Client,
  createV2Client,
  HttpError,
  V1Problem,
  V2Problem,
  type Deprecation,
} from './index.js';

const baseUrl = 'https://library.example';

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('A client', () => {
  let requests: Request[];
  let answers: Response[];

  beforeEach(() => {
    requests = [];
    answers = [];
  });
  afterEach(() => sinon.restore());

  const fetch = (request: Request) => {
    requests.push(request);
    return Promise.resolve(answers.shift() ?? Response.json({}));
  };
  const headers = (name: string) => requests.map((each) => each.headers.get(name));

  it('asks for the minor of its types, or for the one that is wished', async () => {
    await createV1Client({ baseUrl, fetch }).GET('/v1/books');
    const v2 = createV2Client({ baseUrl, fetch, minor: '2.1' });
    await v2.GET('/v2/books');
    await v2.GET('/v2/books', { params: { header: { 'API-Version': '2.2' } } });
    expect(headers('API-Version')[0]).to.match(/^1\.\d+$/);
    expect(headers('API-Version').slice(1)).to.deep.equal(['2.1', '2.2']);
  });

  it('gives each POST of /v2 a random key, unless the caller has one', async () => {
    const v2 = createV2Client({ baseUrl, fetch });
    const body = { copyBarcode: 'SL-1' };
    await v2.POST('/v2/loans', { body });
    await v2.POST('/v2/loans', { body });
    await v2.POST('/v2/loans', { body, params: { header: { 'Idempotency-Key': 'of the caller' } } });
    await v2.GET('/v2/books');
    await createV1Client({ baseUrl, fetch }).POST('/v1/loans', { body: { book_id: 1 } });
    const [first, second, third, ...rest] = headers('Idempotency-Key');
    expect(first).to.have.lengthOf(36).and.not.to.equal(second);
    expect([third, ...rest]).to.deep.equal(['of the caller', null, null]);
  });

  it('sends an API key, which is not refreshed', async () => {
    const v2 = createV2Client({ baseUrl, fetch, apiKey: 'a key' });
    answers = [Response.json({ code: 'request.token_invalid', detail: 'Token is invalid' }, { status: 401 })];
    expect(await thrownBy(v2.GET('/v2/me'))).to.have.property('code', 'request.token_invalid');
    expect(headers('Authorization')).to.deep.equal(['Bearer a key']);
  });

  it('with an API key lets nobody sign in or out, and sends nothing', async () => {
    const options = { baseUrl, fetch, apiKey: 'a key' };
    const [v1, v2] = [createV1Client(options), createV2Client(options)];
    const credentials = { email: 'ada@example.org', password: 'x' };
    const attempts = [v1.signIn(credentials), v2.signIn(credentials), v2.signOut()];
    for (const each of attempts)
      expect(await thrownBy(each))
        .to.be.instanceOf(TypeError)
        .and.have.property('message')
        .that.includes('API key');
    expect(() => v2.tokens.set(undefined)).to.throw(TypeError);
    expect(requests).to.deep.equal([]);
  });

  it('refreshes the same tokens with the same key, which depends on a secret', async () => {
    const pair = { accessToken: 'a', refreshToken: 'r' };
    const next = { accessToken: 'b', refreshToken: 's' };
    const refused = () => Response.json({ code: 'request.token_invalid', detail: '' }, { status: 401 });
    for (const secret of ['mine', 'mine', 'of another']) {
      const v2 = createV2Client({ baseUrl, fetch });
      v2.tokens.set({ ...pair, secret });
      answers = [refused(), Response.json(next)];
      await v2.GET('/v2/me');
      expect(v2.tokens.get()).to.deep.equal({ ...next, secret });
    }
    const keys = headers('Idempotency-Key').filter((key) => key !== null);
    expect(keys).to.deep.equal(['mine-r', 'mine-r', 'of another-r']);
  });

  it('writes lists in a query as the documents say', async () => {
    const query = { sort: ['title' as const, '-year' as const] };
    await createV2Client({ baseUrl, fetch }).GET('/v2/books', { params: { query } });
    expect(requests[0]?.url).to.equal(`${baseUrl}/v2/books?sort=title,-year`);
  });

  it('throws the refusals of both majors as errors with their codes', async () => {
    const init = { status: 404, headers: { 'Retry-After': '7' } };
    const code = 'catalogue.book_not_found';
    answers = [
      Response.json({ message: 'No book.', code }, init),
      Response.json({ title: 'No', detail: 'No book.', code }, init),
    ];
    const ofV1 = await thrownBy(createV1Client({ baseUrl, fetch }).GET('/v1/books'));
    const ofV2 = await thrownBy(createV2Client({ baseUrl, fetch }).GET('/v2/books'));
    expect(ofV1).to.be.instanceOf(V1Problem);
    expect(ofV2).to.be.instanceOf(V2Problem);
    for (const each of [ofV1, ofV2])
      expect(each).to.include({ code, status: 404, message: 'No book.', retryAfter: 7 });
  });

  it('throws what something between it and the library answers', async () => {
    const bodies = ['<h1>Bad Gateway</h1>', '', '{"code":404}', 'null', '{"code":'];
    answers = bodies.map((body) => new Response(body, { status: 404, statusText: 'Not Found' }));
    const v2 = createV2Client({ baseUrl, fetch });
    for (const body of bodies) {
      const error = await thrownBy(v2.GET('/v2/books'));
      expect(error, body).to.be.instanceOf(HttpError).and.not.to.be.instanceOf(V2Problem);
      expect(error).to.have.property('message', '404 Not Found');
    }
  });

  it('tells once for each operation that it will go away', async () => {
    const told: Deprecation[] = [];
    const v1 = createV1Client({ baseUrl, fetch, onDeprecation: (each) => told.push(each) });
    const init = {
      headers: {
        Deprecation: '@1796083200',
        Sunset: 'Wed, 01 Dec 2027 00:00:00 GMT',
        Link: '</guide>; rel="deprecation"; type="text/html", </v2/patrons/{id}>; rel="successor-version"',
      },
    };
    answers = [1, 2, 3].map(() => Response.json({}, init));
    for (const id of [1, 2])
      await v1.PUT('/v1/users/{id}/role', { params: { path: { id } }, body: { role: 'patron' } });
    await v1.GET('/v1/books');
    expect(told.map(({ operation }) => operation)).to.deep.equal([
      'PUT /v1/users/{id}/role',
      'GET /v1/books',
    ]);
    expect(told[0]).to.deep.include({
      deprecatedAt: new Date('2026-12-01T00:00:00Z'),
      sunsetAt: new Date('2027-12-01T00:00:00Z'),
      guide: `${baseUrl}/guide`,
      successor: `${baseUrl}/v2/patrons/%7Bid%7D`,
    });
  });

  it('warns on the console by default, also of a refused call', async () => {
    const warn = sinon.stub(console, 'warn');
    const v1 = createV1Client({ baseUrl, fetch });
    const headersOfEnd = { Deprecation: '@1796083200', Sunset: 'Wed, 01 Dec 2027 00:00:00 GMT' };
    answers = [
      Response.json({ message: 'Gone', code: 'request.gone' }, { status: 410, headers: headersOfEnd }),
    ];
    expect(await thrownBy(v1.GET('/v1/books'))).to.be.instanceOf(V1Problem);
    sinon.assert.calledOnceWithExactly(warn, 'GET /v1/books is deprecated. It ends on 2027-12-01.');
  });

  it('fetches the pages of a list when they are needed', async () => {
    const page = (data: object[], nextCursor: string | null) => Response.json({ data, page: { nextCursor } });
    const v2 = createV2Client({ baseUrl, fetch });
    answers = [page([{ id: 'a' }, { id: 'b' }], 'c+1'), page([], 'c2'), page([{ id: 'c' }], null)];
    const seen: (string | undefined)[] = [];
    for await (const { id } of v2.each('/v2/books', { params: { query: { title: 'x' } } })) {
      seen.push(id);
      if (id === 'b') expect(requests).to.have.lengthOf(1);
    }
    expect(seen).to.deep.equal(['a', 'b', 'c']);
    const queries = requests.map(({ url }) => new URL(url).search);
    expect(queries).to.deep.equal(['?title=x', '?title=x&cursor=c%2B1', '?title=x&cursor=c2']);
  });

  it('follows the links of /v1 to the last page, and stops when nobody asks for more', async () => {
    const v1 = createV1Client({ baseUrl, fetch });
    const link = '</v1/books?page=1>; rel="first", </v1/books?per_page=1&page=2>; rel="next"';
    const page = (id: number, headersOfPage = {}) => Response.json([{ id }], { headers: headersOfPage });
    answers = [
      page(1, { Link: link }),
      page(2, { Link: '</v1/books?page=1>; rel="first"' }),
      page(3, { Link: link }),
    ];
    const seen: number[] = [];
    for await (const { id } of v1.each('/v1/books', { params: { query: { per_page: 1 } } })) seen.push(id);
    expect(seen).to.deep.equal([1, 2]);
    expect(new URL(requests[1]?.url ?? '').search).to.equal('?per_page=1&page=2');
    for await (const { id } of v1.each('/v1/books')) {
      expect(id).to.equal(3);
      break;
    }
    expect(requests).to.have.lengthOf(3);
  });

  it('forgets the tokens when it signs out, even if the library cannot be reached', async () => {
    const tokens = { accessToken: 'a', refreshToken: 'r', secret: 's' };
    const another = { ...tokens, secret: 'of another' };
    let meanwhile = () => undefined as void;
    const v2 = createV2Client({
      baseUrl,
      retries: 0,
      fetch: () => (meanwhile(), Promise.reject(new TypeError('fetch failed'))),
    });
    v2.tokens.set(tokens);
    expect(await thrownBy(v2.signOut())).to.be.instanceOf(TypeError);
    expect(v2.tokens.get()).to.equal(undefined);
    v2.tokens.set(tokens);
    meanwhile = () => v2.tokens.set(another);
    expect(await thrownBy(v2.signOut())).to.be.instanceOf(TypeError);
    expect(v2.tokens.get(), 'of who has signed in meanwhile').to.equal(another);
  });
});
