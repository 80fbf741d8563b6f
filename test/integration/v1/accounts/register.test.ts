import { expect } from 'chai';
import sql from 'sql-template-tag';
import { validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { emailTaken } from '../../../../src/domain/accounts/refusals.js';
import { rowsOf } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

describe('Registering over /v1', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({ content: 'migrated' });
  });
  after(() => running.stop());

  const ada = { username: 'ada', email: 'Ada@Example.org', password: 'a long and quiet evening' };
  const register = (json: object) => running.api.post('/v1/users/register', { json });
  const accounts = async (email: string) =>
    rowsOf<{ id: number }>(running, sql`select id from patron where lower(email) = lower(${email})`);

  it('answers 201 with the new patron, without the password, and with a Location', async () => {
    const answer = await register({ ...ada, first_name: 'Ada', last_name: 'Lovelace' });
    const { id, created_at, ...rest } = answer.body;
    expect(answer.status).to.equal(201);
    expect(rest).to.deep.equal({
      username: 'ada',
      email: 'ada@example.org',
      first_name: 'Ada',
      last_name: 'Lovelace',
      role: 'patron',
    });
    expect(id).to.be.a('number');
    expect(Date.now() - Date.parse(created_at)).to.be.within(0, 60_000);
    expect(answer.headers.get('location')).to.equal('/v1/users/me');
  });

  it('stores names that were not sent as null', async () => {
    const answer = await register({ ...ada, email: 'nameless@example.org' });
    expect(answer.status).to.equal(201);
    expect(answer.body).to.include({ first_name: null, last_name: null });
  });

  it('refuses an e-mail address that is taken, in any case', async () => {
    for (const email of ['Ada@Example.org', 'ada@example.org', 'ADA@EXAMPLE.ORG']) {
      expect(said(await register({ ...ada, email }))).to.deep.equal(refusal(409, emailTaken));
    }
    expect(await accounts(ada.email)).to.have.lengthOf(1);
  });

  it('gives an address that 40 request at the same moment to exactly one', async () => {
    const tries = Array.from({ length: 40 }, (_, at) =>
      register({ ...ada, email: at % 2 === 0 ? 'rush@example.org' : 'RUSH@example.org' }),
    );
    const answers = await Promise.all(tries);
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(made).to.have.lengthOf(1);
    for (const each of refused) expect(said(each)).to.deep.equal(refusal(409, emailTaken));
    expect(await accounts('rush@example.org')).to.have.lengthOf(1);
  });

  it('refuses to register a librarian or an admin', async () => {
    for (const role of ['admin', 'librarian', 'patron', null]) {
      const answer = await register({ ...ada, email: 'climber@example.org', role });
      const expected = refusal(400, validationFailed, { role: ['role is not known here'] });
      expect(said(answer)).to.deep.equal(expected);
    }
    expect(await accounts('climber@example.org')).to.have.lengthOf(0);
  });

  it('reports all faults of a request at once', async () => {
    const answer = await register({ username: '  ', email: 'no address', password: 'short', first_name: 7 });
    expect(answer.status).to.equal(400);
    expect(answer.body).to.include({
      code: 'request.validation_failed',
      message: 'The request is not valid.',
    });
    expect(answer.body.errors).to.deep.equal({
      username: ['username must not be blank'],
      email: ['email must be an email'],
      password: ['password must be longer than or equal to 8 characters'],
      first_name: ['first_name must be a string'],
    });
  });

  const faults: readonly [what: string, field: string, value: unknown][] = [
    ['a username of 101 characters', 'username', 'x'.repeat(101)],
    ['a username with a NUL', 'username', 'a\0b'],
    ['a username with half a surrogate pair', 'username', 'a\ud800b'],
    ['no username', 'username', undefined],
    ['an e-mail address of 255 characters', 'email', `a@${'b'.repeat(249)}.org`],
    ['an e-mail address in a list', 'email', ['a@example.org']],
    ['null for an e-mail address', 'email', null],
    ['a password of 7 characters', 'password', '1234567'],
    ['a password of 129 characters', 'password', 'x'.repeat(129)],
    ['a password that is a number', 'password', 123_456_789],
    ['a last name that is an object', 'last_name', { toString: 'x' }],
  ];
  for (const [what, field, value] of faults) {
    it(`refuses ${what} and stores nothing`, async () => {
      const answer = await register({ ...ada, email: 'faulty@example.org', [field]: value });
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('request.validation_failed');
      expect(Object.keys(answer.body.errors)).to.deep.equal([field]);
      expect(await accounts('faulty@example.org')).to.have.lengthOf(0);
    });
  }

  it('accepts the longest password, and passwords in other scripts, and both can be used to log in', async () => {
    for (const [at, password] of ['x'.repeat(128), 'пароль 密码 🗝'].entries()) {
      const email = `scripts-${at}@example.org`;
      expect((await register({ ...ada, email, password })).status).to.equal(201);
      const answer = await running.api.post('/v1/users/login', { json: { email, password } });
      expect(answer.status).to.equal(200);
      expect(answer.body.token).to.be.a('string');
    }
  });

  it('stores an argon2id hash and no password', async () => {
    const [row] = await rowsOf<{ hash: string }>(
      running,
      sql`select password_hash as hash from patron where email = ${ada.email.toLowerCase()}`,
    );
    expect(row?.hash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
