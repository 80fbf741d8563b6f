import { expect } from 'chai';
import { memoryStore, withSession, type TokenPair } from './session.js';

const pair = (number: number): TokenPair => ({
  accessToken: `access-${number}`,
  refreshToken: `refresh-${number}`,
  secret: 'of Ada',
});
const another: TokenPair = { accessToken: 'access-b', refreshToken: 'refresh-b', secret: 'of Bob' };
const refusal = (code: string) => Response.json({ code }, { status: 401 });

describe('A session', () => {
  let valid: string;
  let refreshes: string[];
  let refreshing: Promise<unknown>;
  const store = memoryStore();

  beforeEach(() => {
    valid = 'access-1';
    refreshes = [];
    refreshing = Promise.resolve();
    store.set(pair(1));
  });

  const service = (request: Request) => {
    const isValid = request.headers.get('Authorization') === `Bearer ${valid}`;
    return Promise.resolve(isValid ? new Response('fine') : refusal('request.token_invalid'));
  };

  const send = withSession(service, store, async ({ refreshToken }) => {
    refreshes.push(refreshToken);
    await refreshing;
    valid = 'access-2';
    return pair(2);
  });

  const request = () => new Request('https://library.example/v2/me');
  const statuses = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, () => send(request())))).map(({ status }) => status);

  it('sends its token, and none without a sign-in', async () => {
    expect(await statuses(1)).to.deep.equal([200]);
    store.set(undefined);
    expect(await statuses(1)).to.deep.equal([401]);
    expect(refreshes).to.deep.equal([]);
  });

  it('is refreshed once for all requests that need it', async () => {
    valid = 'none yet';
    expect(await statuses(10)).to.deep.equal(Array(10).fill(200));
    expect(refreshes).to.deep.equal(['refresh-1']);
    expect(store.get()).to.deep.equal(pair(2));
  });

  it('is not refreshed for a request that comes back after the refresh', async () => {
    let answer: (response: Response) => void = () => undefined;
    const late = withSession(
      (each) => (each.headers.has('X-Late') && answer !== undefined ? held(each) : service(each)),
      store,
      () => Promise.reject(new Error('A second refresh.')),
    );
    const held = (each: Request) =>
      each.headers.get('Authorization') === 'Bearer access-1'
        ? new Promise<Response>((resolve) => (answer = resolve))
        : service(each);
    const waiting = late(new Request(request(), { headers: { 'X-Late': 'yes' } }));
    valid = 'none yet';
    await statuses(1);
    answer(refusal('request.token_invalid'));
    expect((await waiting).status).to.equal(200);
    expect(refreshes).to.have.lengthOf(1);
  });

  it('is not refreshed for another 401, or for an answer of something else', async () => {
    for (const answer of [refusal('accounts.credentials_wrong'), new Response('<h1>', { status: 401 })]) {
      const sent = withSession(
        () => Promise.resolve(answer),
        store,
        () => Promise.reject(new Error('No.')),
      );
      expect((await sent(request())).status).to.equal(401);
      expect(await answer.text(), 'the body stays readable').not.to.equal('');
    }
  });

  it('ends when the library no longer takes the refresh token', async () => {
    const refused = withSession(service, store, () => Promise.resolve(undefined));
    valid = 'none';
    const answers = await Promise.all([refused(request()), refused(request())]);
    expect(answers.map(({ status }) => status)).to.deep.equal([401, 401]);
    expect(store.get()).to.equal(undefined);
  });

  it('stays when a refresh fails, and the next request tries again', async () => {
    valid = 'none yet';
    refreshing = Promise.reject(new TypeError('fetch failed'));
    const outcomes = await Promise.allSettled([send(request()), send(request())]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(store.get()).to.deep.equal(pair(1));
    refreshing = Promise.resolve();
    expect(await statuses(1)).to.deep.equal([200]);
    expect(refreshes).to.deep.equal(['refresh-1', 'refresh-1']);
  });

  it('never sends the request of one person as another, who has signed in meanwhile', async () => {
    const authors: (string | null)[] = [];
    const switching = withSession(
      (each) => {
        authors.push(each.headers.get('Authorization'));
        store.set(another);
        return Promise.resolve(refusal('request.token_invalid'));
      },
      store,
      () => Promise.reject(new Error('No.')),
    );
    expect((await switching(request())).status).to.equal(401);
    expect(authors).to.deep.equal(['Bearer access-1']);
  });

  it('that is refreshed takes the place of no other, and of none that has ended', async () => {
    for (const meanwhile of [another, undefined])
      for (const outcome of [pair(2), undefined]) {
        store.set(pair(1));
        const replaced = withSession(service, store, () => {
          store.set(meanwhile);
          return Promise.resolve(outcome);
        });
        valid = 'none';
        expect((await replaced(request())).status).to.equal(401);
        expect(store.get()).to.equal(meanwhile);
      }
  });

  it('does not wait for the refresh of another one', async () => {
    const never = new Promise<undefined>(() => undefined);
    const next = { ...another, accessToken: 'access-c', refreshToken: 'refresh-c' };
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const both = withSession(service, store, ({ secret }) => {
      begun();
      return secret === 'of Ada' ? never : Promise.resolve(next);
    });
    valid = 'access-c';
    void both(request());
    await hasBegun;
    store.set(another);
    expect((await both(request())).status).to.equal(200);
  });

  it('without a refresh token is not refreshed', async () => {
    store.set({ accessToken: 'of-v1' });
    expect(await statuses(1)).to.deep.equal([401]);
    expect(refreshes).to.deep.equal([]);
  });
});
