import { expect } from 'chai';
import { ProductionConfig } from '../../../config/index.js';
import sql from 'sql-template-tag';
import { OperatorTokens, PageTokens, type Tokens } from '../../../src/application/accounts/tokens.js';
import { enrol } from '../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, addSession, rowsOf, type Person } from '../../support/people.js';

describe('The tokens of the operators', () => {
  let library: Library;

  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  const signIn = (who: Pick<Person, 'email' | 'password'>, code?: string) =>
    library.api.post('/ops/v1/tokens', {
      json: {
        email: who.email,
        password: who.password,
        ...(code !== undefined && { secondFactorCode: code }),
      },
    });
  const events = (token: string) => library.api.get('/ops/v1/audit-events', { token });
  const tokenOf = async (who: Person) => (await signIn(who)).body.accessToken as string;

  it('are given to an admin, for 15 minutes', async () => {
    const admin = await addPerson(library, 'admin');
    const answer = await signIn(admin);
    expect(answer.status).to.equal(200);
    expect(answer.body).to.include({ tokenType: 'Bearer', expiresIn: 900 });
    const token = answer.body.accessToken as string;
    expect((await events(token)).status).to.equal(200);
    library.clock.advance({ seconds: 899 });
    expect((await events(token)).status).to.equal(200);
    library.clock.advance({ seconds: 2 });
    expect((await events(token)).body).to.include({ status: 401, code: 'request.token_invalid' });
  });

  for (const role of ['patron', 'librarian'] as const) {
    it(`are refused to a ${role}, who has the right password`, async () => {
      const answer = await signIn(await addPerson(library, role));
      expect(answer.body).to.include({ status: 403, code: 'accounts.operators_only' });
    });
  }

  it('are refused for a wrong password, before anything is said about the account', async () => {
    const patron = await addPerson(library, 'patron');
    const answer = await signIn({ ...patron, password: 'something else' });
    expect(answer.body).to.include({ status: 401, code: 'accounts.credentials_wrong' });
  });

  it('need the code of the second factor, which an account has', async () => {
    const admin = await addPerson(library, 'admin');
    const { app } = await enrol(library, admin);
    library.clock.advance({ seconds: 60 });
    expect((await signIn(admin)).body).to.include({ code: 'accounts.second_factor_required' });
    expect((await signIn(admin, '000000')).body).to.include({ code: 'accounts.second_factor_wrong' });
    const answer = await signIn(admin, app.code());
    expect(answer.status).to.equal(200);
    expect((await events(answer.body.accessToken as string)).status).to.equal(200);
    expect((await signIn(admin, app.code())).body).to.include({ code: 'accounts.second_factor_wrong' });
  });

  it('lose their validity at once when the admin is one no longer', async () => {
    const admin = await addPerson(library, 'admin');
    const boss = await addPerson(library, 'admin');
    const token = await tokenOf(admin);
    const { body } = await library.api.get(`/v1/users/${admin.id}`, { token: boss.token });
    expect(body).to.include({ role: 'admin' });
    const changed = await library.api.put(`/v1/users/${admin.id}/role`, {
      token: boss.token,
      json: { role: 'librarian' },
    });
    expect(changed.status).to.equal(200);
    expect((await events(token)).status).to.be.oneOf([401, 403]);
  });

  it('end when their owner signs out', async () => {
    const token = await tokenOf(await addPerson(library, 'admin'));
    expect((await library.api.send('DELETE', '/ops/v1/tokens/current', { token })).status).to.equal(204);
    expect((await events(token)).body).to.include({ status: 401, code: 'request.token_invalid' });
  });

  describe('are valid nowhere else', () => {
    let admin: Person;
    let session: number;
    before(async () => {
      admin = await addPerson(library, 'admin');
      session = await addSession(library, admin.id);
    });

    const issued = (by: symbol) => {
      const tokens = library.service.container.resolve<Tokens>(by);
      const owner = { patronId: admin.id, role: 'admin' as const, generation: 1, session };
      return tokens.issue(owner, 600).token;
    };
    const ofLibrary = ['/v1/users/me', '/v2/me', '/v2/audit-events'];

    for (const path of ofLibrary) {
      it(`such as GET ${path}`, async () => {
        const { status } = await library.api.get(path, { token: admin.token });
        const refused = await library.api.get(path, { token: issued(OperatorTokens) });
        expect([status, refused.status, refused.body.code]).to.deep.equal([
          200,
          401,
          'request.token_invalid',
        ]);
      });
    }

    it('nor are tokens and API keys of the library valid for operators', async () => {
      const json = { name: 'a program', scopes: ['audit:read'] };
      const made = await library.api.post('/v2/api-keys', { token: admin.token, json });
      const others = [admin.token, made.body.key as string, issued(PageTokens)];
      for (const token of others)
        expect((await events(token)).body).to.include({ status: 401, code: 'request.token_invalid' });
      expect((await events(issued(OperatorTokens))).status).to.equal(200);
    });
  });

  it('leave a trace: the sign-in is in the audit trail, and so are failed ones', async () => {
    const admin = await addPerson(library, 'admin');
    await signIn(admin);
    await signIn({ ...admin, password: 'wrong' });
    const rows = await rowsOf<{ action: string }>(
      library,
      sql`select action from audit_event where subject_type = 'patron' and subject_id = ${admin.id} order by id`,
    );
    expect(rows.map(({ action }) => action)).to.include.members([
      'accounts.signed_in',
      'accounts.sign_in_failed',
    ]);
  });

  it('are refused in production, where staff need a second factor, to an admin without one', async () => {
    const { staffSecondFactor } = new ProductionConfig();
    const strict = await startLibrary({ config: { staffSecondFactor } });
    try {
      const { email, password } = await addPerson(strict, 'admin');
      const answer = await strict.api.post('/ops/v1/tokens', { json: { email, password } });
      expect(answer.body).to.include({ status: 403, code: 'accounts.second_factor_unset' });
    } finally {
      await strict.stop();
    }
  });
});
