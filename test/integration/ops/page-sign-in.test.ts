import { expect } from 'chai';
import { createConfig, ProductionConfig } from '../../../config/index.js';
import { OperatorTokens, type Tokens } from '../../../src/application/accounts/tokens.js';
import { Cache } from '../../../src/application/kernel/request/cache.js';
import { enrol } from '../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, type Person } from '../../support/people.js';

/** The pages that an admin sees; the sign-in itself knows none of them. */
const page = '/ops';

describe('The sign-in for pages', () => {
  let library: Library;
  let admin: Person;

  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());
  beforeEach(async () => {
    admin = await addPerson(library, 'admin');
  });

  const send = (path: string, init: RequestInit = {}) =>
    fetch(library.url + path, { redirect: 'manual', ...init });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: library.url, ...headers },
    });
  const signIn = (
    { email, password }: Pick<Person, 'email' | 'password'>,
    more: Record<string, string> = {},
  ) => post('/account/sign-in', { email, password, to: page, ...more });
  const visit = (cookie: string, path = page) => send(path, { headers: { Cookie: cookie } });
  const cookieIn = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const where = (answer: Response) => answer.headers.get('location');

  it('begins where somebody opens a page without it, and leads back', async () => {
    const refused = await send('/ops/audit?action=accounts.signed_in');
    expect(refused.status).to.equal(303);
    const to = '/account/sign-in?to=%2Fops%2Faudit%3Faction%3Daccounts.signed_in';
    expect(where(refused)).to.equal(to);
    const form = await (await send(to)).text();
    expect(form).to.include('value="/ops/audit?action=accounts.signed_in"');
    const done = await signIn(admin, { to: '/ops/audit?action=accounts.signed_in' });
    expect([done.status, where(done)]).to.deep.equal([303, '/ops/audit?action=accounts.signed_in']);
    expect((await visit(cookieIn(done))).status).to.equal(200);
  });

  it('leads to no other site', async () => {
    const done = await signIn(admin, { to: '//evil.example/ops' });
    expect([done.status, where(done)]).to.deep.equal([303, '/']);
  });

  it('sets a cookie that only this host gets, over TLS, and that no script and no other site can use', async () => {
    const { headers } = await signIn(admin);
    const [value, ...attributes] = (headers.get('set-cookie') ?? '').split('; ');
    expect(value).to.match(/^__Host-shelflife=ey[\w.-]+$/);
    expect(attributes).to.have.members(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=1800']);
    expect(headers.get('cache-control')).to.equal('no-store');
  });

  it('ends after 30 minutes without a request, and lasts while it is used', async () => {
    let cookie = cookieIn(await signIn(admin));
    for (let request = 0; request < 3; request += 1) {
      library.clock.advance({ seconds: 29 * 60 });
      const answer = await visit(cookie);
      expect(answer.status).to.equal(200);
      cookie = cookieIn(answer);
    }
    library.clock.advance({ seconds: 31 * 60 });
    expect((await visit(cookie)).status).to.equal(303);
  });

  it('ends after twelve hours, however much it is used', async () => {
    let cookie = cookieIn(await signIn(admin));
    for (let request = 0; request < 25; request += 1) {
      library.clock.advance({ seconds: 28 * 60 });
      cookie = cookieIn(await visit(cookie));
    }
    library.clock.advance({ seconds: 28 * 60 });
    // The service remembers a visitor for five real seconds, in which this clock has moved by hours.
    await library.service.container.resolve<Cache>(Cache).drop([`patron:${admin.id}`]);
    expect((await visit(cookie)).status).to.equal(303);
  });

  it('ends with the sign-out, in every tab', async () => {
    const cookie = cookieIn(await signIn(admin));
    const out = await post('/account/sign-out', {}, { Cookie: cookie });
    expect([out.status, where(out)]).to.deep.equal([303, '/account/sign-in']);
    expect(out.headers.get('set-cookie')).to.match(/^__Host-shelflife=; Max-Age=0; /);
    expect((await visit(cookie)).status).to.equal(303);
  });

  it('ends with a new password, as all sessions do', async () => {
    const cookie = cookieIn(await signIn(admin));
    const json = { currentPassword: admin.password, newPassword: 'a new and quiet morning' };
    const changed = await library.api.post('/v2/me/password-changes', { token: admin.token, json });
    expect(changed.status).to.be.below(300);
    expect((await visit(cookie)).status).to.equal(303);
  });

  it('is in the list of sessions of its owner, who can end it from elsewhere', async () => {
    const cookie = cookieIn(await signIn(admin));
    const { body } = await library.api.get('/v2/me/sessions', { token: admin.token });
    const [session] = (body as { data: { id: string }[] }).data;
    const path = `/v2/me/sessions/${session?.id}`;
    expect((await library.api.delete(path, { token: admin.token })).status).to.equal(204);
    expect((await visit(cookie)).status).to.equal(303);
  });

  it('needs the code of a second factor, as for tokens', async () => {
    const { app } = await enrol(library, admin);
    library.clock.advance({ seconds: 60 });
    const asked = await signIn(admin);
    expect(asked.status).to.equal(403);
    expect(await asked.text()).to.include('This account has a second factor.');
    expect((await signIn(admin, { code: '000000' })).status).to.equal(403);
    const done = await signIn(admin, { code: app.code() });
    expect((await visit(cookieIn(done))).status).to.equal(200);
  });

  it('needs none in development, where the console can be looked at', async () => {
    expect(createConfig('development').staffSecondFactor).to.equal('optional');
    expect((await visit(cookieIn(await signIn(admin)))).status).to.equal(200);
  });

  it('is refused in production, where staff need a second factor, to an account that has none', async () => {
    const { staffSecondFactor } = new ProductionConfig();
    const strict = await startLibrary({ config: { staffSecondFactor } });
    try {
      const { email, password } = await addPerson(strict, 'admin');
      const answer = await fetch(`${strict.url}/account/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ email, password }),
        headers: { Origin: strict.url },
      });
      expect([answer.status, answer.headers.get('set-cookie')]).to.deep.equal([403, null]);
      expect(await answer.text()).to.include('Staff need a second factor here');
    } finally {
      await strict.stop();
    }
  });

  it('says the same for a wrong password and an unknown address, and counts both', async () => {
    const wrong = await signIn({ ...admin, password: 'something else' });
    const unknown = await signIn({ email: 'nobody@people.example', password: 'something else' });
    expect([wrong.status, unknown.status]).to.deep.equal([401, 401]);
    const alert = async (answer: Response) => /role="alert"[^>]*>([^<]*)/.exec(await answer.text())?.[1];
    expect(await alert(wrong)).to.equal(await alert(unknown));
    for (let tries = 0; tries < 4; tries += 1) await signIn({ ...admin, password: 'something else' });
    expect((await signIn(admin)).status).to.equal(429);
  });

  describe('takes no change from another origin', () => {
    const foreign: Record<string, Record<string, string>> = {
      'of another host': { Origin: 'https://evil.example' },
      'of another port': { Origin: 'http://127.0.0.1:1' },
      'that is hidden': { Origin: 'null' },
    };
    for (const [name, headers] of Object.entries(foreign)) {
      it(name, async () => {
        const answer = await post(
          '/account/sign-in',
          { email: admin.email, password: admin.password },
          headers,
        );
        expect([answer.status, answer.headers.get('set-cookie')]).to.deep.equal([403, null]);
        const cookie = cookieIn(await signIn(admin));
        expect((await post('/account/sign-out', {}, { ...headers, Cookie: cookie })).status).to.equal(403);
        expect((await visit(cookie)).status).to.equal(200);
      });
    }

    it('and none without an origin', async () => {
      const body = new URLSearchParams({ email: admin.email, password: admin.password });
      expect((await send('/account/sign-in', { method: 'POST', body })).status).to.equal(403);
    });
  });

  describe('opens no API', () => {
    for (const path of ['/v1/users/me', '/v2/me', '/v2/audit-events', '/ops/v1/audit-events']) {
      it(`such as ${path}, neither as a cookie nor as a token`, async () => {
        const cookie = cookieIn(await signIn(admin));
        expect((await visit(cookie, path)).status).to.equal(401);
        const headers = { Authorization: `Bearer ${cookie.split('=')[1]}` };
        expect((await send(path, { headers })).status).to.equal(401);
      });
    }

    it('nor do the tokens of an API open pages', async () => {
      const tokens = library.service.container.resolve<Tokens>(OperatorTokens);
      const owner = { patronId: admin.id, role: 'admin', generation: 1 } as const;
      for (const token of [admin.token, tokens.issue(owner, 900).token])
        expect((await visit(`__Host-shelflife=${token}`)).status).to.equal(303);
    });
  });

  it('shows pages for admins to nobody else', async () => {
    const librarian = await addPerson(library, 'librarian');
    const answer = await visit(cookieIn(await signIn(librarian)));
    expect(answer.status).to.equal(403);
    expect(await answer.text()).to.include('for admins');
  });

  it('answers other methods with those that there are', async () => {
    const deleted = await send('/account/sign-in', { method: 'DELETE' });
    expect([deleted.status, deleted.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, POST, OPTIONS']);
    const got = await send('/account/sign-out');
    expect([got.status, got.headers.get('allow')]).to.deep.equal([405, 'POST, OPTIONS']);
    const posted = await send('/ops', { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, OPTIONS']);
  });
});
