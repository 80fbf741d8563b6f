import { expect } from 'chai';
import { HandClock, withClock } from '../../../test/support/clock.js';
import { addPerson, type Person } from '../../../test/support/people.js';
import { startService, type RunningService } from '../../../test/support/service.js';
import { createV1Client, createV2Client, V1Problem, V2Problem, type V2Client } from '../src/index.js';
import { minor as minorOfV1 } from '../src/schema-v1.js';
import { minor as minorOfV2 } from '../src/schema-v2.js';

describe('A client of a running library', function () {
  this.timeout(30_000);

  const clock = new HandClock();
  let service: RunningService;
  let person: Person;
  let library: V2Client;
  /** What was sent, such as `POST /v2/tokens`. */
  let sent: string[];
  /** How many of the next answers of an operation are lost on their way. */
  let losses: number;
  let lossesAt: string;

  before(async () => {
    service = await startService({
      overrides: [withClock(clock)],
      config: { limitLogin: { points: 3, seconds: 600 } },
    });
  });
  after(() => service?.stop());

  beforeEach(async () => {
    sent = [];
    losses = 0;
    library = createV2Client({ baseUrl: service.url, fetch });
    person = await addPerson(service);
    await library.signIn({ email: person.email, password: person.password });
    sent = [];
  });

  /** Loses answers after they had their effect, as a broken connection does. */
  async function fetch(request: Request): Promise<Response> {
    const operation = `${request.method} ${new URL(request.url).pathname}`;
    sent.push(operation);
    const response = await globalThis.fetch(request);
    if (operation === lossesAt && losses-- > 0) throw new TypeError('fetch failed');
    return response;
  }

  async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
    return promise.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('refreshes its tokens once for many requests, again and again', async () => {
    for (let round = 0; round < 2; round++) {
      clock.advance({ hours: 1 });
      const answers = await Promise.all(Array.from({ length: 8 }, () => library.GET('/v2/me')));
      expect(new Set(answers.map(({ data }) => data.id)).size).to.equal(1);
    }
    expect(sent.filter((each) => each === 'POST /v2/tokens')).to.have.lengthOf(2);
  });

  it('keeps its session when the answer to a refresh is lost', async () => {
    lossesAt = 'POST /v2/tokens';
    for (let round = 0; round < 2; round++) {
      clock.advance({ hours: 1 });
      losses = 1;
      expect((await library.GET('/v2/me')).response.status).to.equal(200);
    }
    expect(sent.filter((each) => each === lossesAt)).to.have.lengthOf(4);
  });

  it('is signed out when its session has ended elsewhere', async () => {
    await service.api.send('DELETE', '/v2/me/sessions', { token: library.tokens.get()?.accessToken });
    expect(await thrownBy(library.GET('/v2/me'))).to.include({ code: 'request.token_invalid', status: 401 });
    expect(library.tokens.get()).to.equal(undefined);
    expect(await thrownBy(library.GET('/v2/me'))).to.have.property('code', 'request.token_missing');
  });

  it('signs out, which ends the session', async () => {
    const token = library.tokens.get()?.accessToken;
    await library.signOut();
    const { body } = await service.api.get('/v2/me', { token });
    expect(body).to.have.property('code', 'request.token_invalid');
  });

  it('stays signed in with the tokens that a new password brings', async () => {
    const body = { currentPassword: person.password, newPassword: 'another good password 7' };
    const { data } = await library.POST('/v2/me/password-changes', { body });
    library.tokens.set({ ...data, secret: crypto.randomUUID() });
    clock.advance({ hours: 1 });
    lossesAt = 'POST /v2/tokens';
    losses = 1;
    expect((await library.GET('/v2/me')).data.email).to.equal(person.email);
    expect(sent.filter((each) => each === lossesAt)).to.have.lengthOf(2);
  });

  it('lends a copy once, though the answer is lost twice', async () => {
    lossesAt = 'POST /v2/loans';
    losses = 2;
    const { data, response } = await library.POST('/v2/loans', { body: { copyBarcode: 'C00000001' } });
    expect(response.headers.get('Idempotent-Replayed')).to.equal('true');
    expect(sent).to.deep.equal(Array(3).fill('POST /v2/loans'));
    const loans = await Array.fromAsync(library.each('/v2/me/loans'));
    expect(loans).to.deep.equal([data]);
  });

  it('reads a whole list page by page, in both majors alike', async () => {
    const ofV2 = await Array.fromAsync(library.each('/v2/books', { params: { query: { limit: 7 } } }));
    const { data } = await library.GET('/v2/books', { params: { query: { total: true, limit: 1 } } });
    expect(ofV2).to.have.lengthOf(data.page.total ?? 0);
    expect(new Set(ofV2.map(({ id }) => id)).size).to.equal(ofV2.length);
    const v1 = createV1Client({ baseUrl: service.url });
    const ofV1 = await Array.fromAsync(v1.each('/v1/books', { params: { query: { per_page: 7 } } }));
    expect(ofV1.map(({ title }) => title)).to.deep.equal(ofV2.map(({ title }) => title));
  });

  it('asks for the minor of its types, which the library serves', async () => {
    const { response: ofV2 } = await library.GET('/v2/books');
    const { response: ofV1 } = await createV1Client({ baseUrl: service.url }).GET('/v1/books');
    const answered = [ofV1, ofV2].map(({ headers }) => headers.get('API-Version'));
    expect(answered).to.deep.equal([minorOfV1, minorOfV2]);
    const older = createV2Client({ baseUrl: service.url, minor: '9.9' });
    expect(await thrownBy(older.GET('/v2/books'))).to.have.property('code', 'request.version_unknown');
  });

  it('throws what the library refuses, with all that it says', async () => {
    // @ts-expect-error The barcode is missing.
    const invalid = await thrownBy(library.POST('/v2/loans', { body: { copy: 'C00000001' } }));
    expect(invalid).to.be.instanceOf(V2Problem);
    const { body, code } = invalid as V2Problem;
    expect(code).to.equal('request.validation_failed');
    expect(body.errors?.map(({ pointer }) => pointer)).to.include('/copyBarcode');
    const v1 = createV1Client({ baseUrl: service.url });
    const missing = await thrownBy(v1.GET('/v1/users/me'));
    expect(missing).to.be.instanceOf(V1Problem).and.include({ code: 'request.token_missing', status: 401 });
  });

  it('does not wait for ten minutes after too many failed sign-ins', async () => {
    const credentials = { email: 'nobody@example.org', password: 'a wrong password' };
    const failures = [];
    for (let attempt = 0; attempt < 4; attempt++) failures.push(await thrownBy(library.signIn(credentials)));
    expect(failures.map((each) => (each as V2Problem).status)).to.deep.equal([401, 401, 401, 429]);
    expect((failures[3] as V2Problem).retryAfter).to.be.within(61, 600);
  });

  it('works with the token of /v1', async () => {
    const v1 = createV1Client({ baseUrl: service.url });
    await v1.signIn({ email: 'librarian@example.org', password: 'librarian-demo-password' });
    expect((await v1.GET('/v1/users/me')).data.role).to.equal('librarian');
  });
});
