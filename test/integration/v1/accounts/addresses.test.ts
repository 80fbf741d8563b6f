import { expect } from 'chai';
import sql from 'sql-template-tag';
import { emailTaken } from '../../../../src/domain/accounts/refusals.js';
import { rowsOf } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

/** Forms of one address. */
const forms = [
  'zoë@müller.example',
  'zoë@müller.example'.normalize('NFD'),
  'ZOË@XN--MLLER-KVA.example',
  'zoë@ｍüller。example',
];
const stored = 'zoë@xn--mller-kva.example';

describe('An e-mail address over /v1', () => {
  let running: RunningService;
  before(async () => {
    const limitLogin = { points: 100_000, seconds: 60 };
    running = await startService({ content: 'migrated', config: { limitLogin } });
  });
  after(() => running.stop());
  afterEach(() => rowsOf(running, sql`update patron set email = null`));

  const password = 'a long and quiet evening';
  const register = (email: string) =>
    running.api.post('/v1/users/register', { json: { username: 'zoe', email, password } });
  const login = (email: string) => running.api.post('/v1/users/login', { json: { email, password } });

  /** Stores an address as an older release did. */
  async function givenOld(email: string): Promise<void> {
    const { email: made } = (await register(stored)).body as { email: string };
    await rowsOf(running, sql`update patron set email = ${email} where email = ${made}`);
  }

  it('has one form for all the ways to type it', async () => {
    for (const form of forms) {
      const answer = await register(form);
      expect([answer.status, answer.body.email]).to.deep.equal([201, stored]);
      await rowsOf(running, sql`update patron set email = null`);
    }
  });

  it('is taken in every form, and every form signs in', async () => {
    await register(stored);
    for (const form of forms) {
      expect(said(await register(form))).to.deep.equal(refusal(409, emailTaken));
      expect((await login(form)).status).to.equal(200);
    }
  });

  it('gives two forms that register at the same moment to exactly one', async () => {
    const answers = await Promise.all([...forms, ...forms].map(register));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).to.deep.equal([201, ...Array<number>(7).fill(409)]);
  });

  it('is taken and signs in when an older release stored another form of it', async () => {
    for (const old of [forms[0] ?? '', forms[1] ?? '']) {
      await givenOld(old);
      for (const form of forms) {
        expect(said(await register(form))).to.deep.equal(refusal(409, emailTaken));
        expect((await login(form)).status).to.equal(200);
      }
      await rowsOf(running, sql`update patron set email = null`);
    }
  });

  it('signs in as an older release stored it, although it has an invisible character', async () => {
    await givenOld('z\u200boe@example.org');
    expect((await login('z\u200boe@example.org')).status).to.equal(200);
  });

  it('has no invisible characters', async () => {
    for (const email of ['zo\u200be@example.org', 'zoe@exam\u00adple.org', 'zoe\u2060@example.org']) {
      const answer = await register(email);
      expect([answer.status, answer.body.errors]).to.deep.equal([400, { email: ['email must be an email'] }]);
    }
  });
});
