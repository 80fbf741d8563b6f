import { expect } from 'chai';
import sql from 'sql-template-tag';
import { LinkService } from '../../../src/application/accounts/mail/link-service.js';
import { credentialsWrong } from '../../../src/domain/accounts/refusals.js';
import { addPerson, rowsOf, type Person } from '../../support/people.js';
import { expectPatience, standing } from '../../support/rate-limit.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const wrong = refusal(401, credentialsWrong);

describe('The limits of signing in', () => {
  let running: RunningService;
  /** As in production. */
  const limits = {
    trustedHops: 1,
    limitLogin: { points: 5, seconds: 600 },
    limitLoginAddress: { points: 100, seconds: 600 },
    limitLoginAccount: { points: 50, seconds: 3_600 },
  };
  const start = async (config: NonNullable<Parameters<typeof startService>[0]>['config'] = {}) => {
    running = await startService({ content: 'migrated', config: { ...limits, ...config } });
  };
  afterEach(() => running.stop());

  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });
  const logIn = (person: Partial<Person>, address = '203.0.113.1') => {
    const { email, password = 'not the password' } = person;
    return running.api.post('/v1/users/login', { json: { email, password }, ...from(address) });
  };

  it('count failures for an account from an address, also when the password is right at last', async () => {
    await start();
    const { email, password } = await addPerson(running);
    for (let left = 4; left >= 0; left--) {
      const answer = await logIn({ email: left % 2 === 0 ? email : ` ${email.toUpperCase()} ` });
      expect(said(answer)).to.deep.equal(wrong);
      expect(answer.headers.get('ratelimit-policy')).to.equal('"sign-in";q=5;w=600');
      expect(standing(answer)).to.include({ policy: 'sign-in', remaining: left });
    }
    expectPatience(await logIn({ email, password }), 600);
    expect((await logIn({ email, password }, '203.0.114.1')).status).to.equal(200);
  });

  it('do not count logins with the right password', async () => {
    await start();
    const person = await addPerson(running);
    for (let turn = 0; turn < 12; turn++) {
      const answer = await logIn(person);
      expect(answer.status).to.equal(200);
      expect(standing(answer)).to.include({ remaining: 5 });
    }
  });

  it('check five of forty wrong passwords that come at once', async () => {
    await start();
    const { email } = await addPerson(running);
    const answers = await Promise.all(Array.from({ length: 40 }, () => logIn({ email })));
    expect(answers.filter(({ status }) => status === 401)).to.have.lengthOf(5);
    expect(answers.filter(({ status }) => status === 429)).to.have.lengthOf(35);
  });

  it('count failures from an address, whatever accounts they are for', async () => {
    await start({ limitLoginAddress: { points: 7, seconds: 600 } });
    for (let turn = 0; turn < 7; turn++) {
      expect(said(await logIn({ email: `guess-${turn}@people.example` }))).to.deep.equal(wrong);
    }
    expectPatience(await logIn({ email: 'guess-7@people.example' }), 600);
    expect(said(await logIn({ email: 'guess-7@people.example' }, '203.0.113.2'))).to.deep.equal(wrong);
  });

  for (const exists of [true, false]) {
    it(`count failures for an account ${exists ? 'that exists' : 'that does not exist'}, whatever addresses they come from`, async () => {
      await start({ limitLoginAccount: { points: 7, seconds: 3_600 } });
      const email = exists ? (await addPerson(running)).email : 'nobody@people.example';
      for (let turn = 0; turn < 7; turn++) {
        expect(said(await logIn({ email }, `203.0.${turn}.1`))).to.deep.equal(wrong);
      }
      const answer = await logIn({ email }, '203.0.200.1');
      expectPatience(answer, 3_600);
      expect(answer.headers.get('ratelimit-policy')).to.equal('"sign-in";q=7;w=3600');
    });
  }

  it('let an admin in from where they signed in before, however often strangers fail', async () => {
    await start({ limitLoginAccount: { points: 7, seconds: 3_600 } });
    const admin = await addPerson(running, 'admin');
    expect((await logIn(admin, '198.51.100.7')).status).to.equal(200);
    for (let turn = 0; turn < 9; turn++) await logIn({ email: admin.email }, `203.0.${turn}.1`);
    expectPatience(await logIn(admin, '203.0.200.1'), 3_600);
    expect(said(await logIn({ email: admin.email }, '198.51.100.8'))).to.deep.equal(wrong);
    expect((await logIn(admin, '198.51.100.9')).status).to.equal(200);
  });

  it('let an owner in who has just set a password by a mailed link, whatever strangers do', async () => {
    await start({
      limitLogin: { points: 2, seconds: 600 },
      limitLoginAccount: { points: 3, seconds: 3_600 },
    });
    const { id, email } = await addPerson(running);
    for (let turn = 0; turn < 9; turn++) await logIn({ email }, `203.0.${turn % 5}.1`);
    expectPatience(await logIn({ email }, '198.51.100.7'), 3_600);
    const links = running.service.container.resolve(LinkService);
    const url = await links.make({ patronId: id, purpose: 'reset', email });
    const token = new URL(url).searchParams.get('token');
    const password = 'seven herons on a lamp';
    const json = { token, password };
    expect(
      (await running.api.post('/v1/users/password-resets/complete', { json, ...from('198.51.100.7') }))
        .status,
    ).to.be.below(300);
    for (let turn = 0; turn < 9; turn++) await logIn({ email }, `203.0.${turn % 5}.1`);
    expect((await logIn({ email, password }, '198.51.100.7')).status).to.equal(200);
  });

  it('know a network for 90 days', async () => {
    await start({ limitLoginAccount: { points: 1, seconds: 3_600 } });
    const person = await addPerson(running);
    await logIn(person, '198.51.100.7');
    await logIn({ email: person.email }, '203.0.113.1');
    const age = (days: number) =>
      rowsOf(running, sql`update sign_in_network set seen_at = now() - make_interval(days => ${days})`);
    await age(91);
    expectPatience(await logIn(person, '198.51.100.7'), 3_600);
    await age(89);
    expect((await logIn(person, '198.51.100.7')).status).to.equal(200);
    const [row] = await rowsOf(
      running,
      sql`select from sign_in_network where seen_at > now() - interval '1 day'`,
    );
    expect(row, 'the sign-in renews it').not.to.equal(undefined);
  });

  it('hold for tokens of /v2, too, and for a keyed request that is sent again', async () => {
    await start({ limitLogin: { points: 2, seconds: 600 } });
    const { email, password } = await addPerson(running);
    const json = { grantType: 'password', email, password: 'not the password' };
    const headers = { 'X-Forwarded-For': '203.0.113.1', 'Idempotency-Key': 'again' };
    for (let turn = 0; turn < 2; turn++) {
      expect((await running.api.post('/v2/tokens', { json, headers })).status).to.equal(401);
    }
    expect((await running.api.post('/v2/tokens', { json, headers })).status).to.equal(429);
    expect((await running.api.post('/v2/tokens', { json: { ...json, password }, headers })).status).to.equal(
      429,
    );
  });

  it('does not count a login with an invalid body', async () => {
    await start({ limitLogin: { points: 1, seconds: 600 } });
    for (let turn = 0; turn < 3; turn++) {
      const answer = await running.api.post('/v1/users/login', { json: { email: 'a@people.example' } });
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('request.validation_failed');
    }
    expect(said(await logIn({ email: 'a@people.example' }))).to.deep.equal(wrong);
  });
});
