import { expect } from 'chai';
import { credentialsWrong } from '../../../../src/domain/accounts/refusals.js';
import { validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { addPerson, type Person } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

const unlimited = { limitLogin: { points: 100_000, seconds: 60 } };

describe('Logging in over /v1', () => {
  let running: RunningService;
  let person: Person;
  before(async () => {
    running = await startService({ content: 'migrated', config: unlimited });
    person = await addPerson(running, 'librarian');
  });
  after(() => running.stop());

  const logIn = (email: string, password: string) =>
    running.api.post('/v1/users/login', { json: { email, password } });

  it('returns a bearer token for an hour, and the token is accepted', async () => {
    const answer = await logIn(person.email, person.password);
    const { token, ...rest } = answer.body;
    expect(answer.status).to.equal(200);
    expect(rest).to.deep.equal({ token_type: 'Bearer', expires_in: 3_600 });
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const me = await running.api.get('/v1/users/me', { token });
    expect(me.status).to.equal(200);
    expect(me.body).to.include({ id: person.id, email: person.email, role: 'librarian' });
  });

  it('ignores the case of the address and spaces around it', async () => {
    for (const email of [person.email.toUpperCase(), `  ${person.email}\t`]) {
      const answer = await logIn(email, person.password);
      expect(answer.status).to.equal(200);
      expect(answer.body.token_type).to.equal('Bearer');
    }
  });

  it('respects the case of the password and spaces around it', async () => {
    for (const password of [person.password.toUpperCase(), ` ${person.password}`, `${person.password} `]) {
      expect(said(await logIn(person.email, password))).to.deep.equal(refusal(401, credentialsWrong));
    }
  });

  it('gives the same answer for an unknown address as for a wrong password', async () => {
    const wrong = await logIn(person.email, 'not the password');
    const unknown = await logIn('nobody@people.example', 'not the password');
    const body = { message: 'E-mail address or password is wrong.', code: 'accounts.credentials_wrong' };
    expect(said(wrong)).to.deep.equal({ status: 401, body });
    expect(said(unknown)).to.deep.equal(said(wrong));
    expect(namesOf(unknown.headers)).to.deep.equal(namesOf(wrong.headers));
    expect(wrong.headers.get('www-authenticate')).to.equal('Bearer realm="shelflife"');
  });

  it('takes the same time for an unknown address as for a wrong password', async function () {
    this.timeout(30_000);
    const rounds: number[] = [];
    // A busy machine can spoil a round. An answer without the hash would be ten times faster in every one.
    for (let round = 0; round < 4 && !rounds.some((ratio) => ratio > 0.65 && ratio < 1.35); round++) {
      rounds.push(await ratioOfTimes(person.email, 'nobody@people.example'));
    }
    expect(Math.min(...rounds.map((ratio) => Math.abs(ratio - 1)))).to.be.below(0.35);
  });

  it('refuses a body without address or password, and names the field', async () => {
    const answer = await running.api.post('/v1/users/login', { json: {} });
    expect(answer.status).to.equal(400);
    expect(Object.keys(answer.body.errors)).to.deep.equal(['email', 'password']);
    const extra = { email: person.email, password: person.password, remember: true };
    expect(said(await running.api.post('/v1/users/login', { json: extra }))).to.deep.equal(
      refusal(400, validationFailed, { remember: ['remember is not known here'] }),
    );
  });

  it('refuses an address with a NUL, which PostgreSQL cannot store', async () => {
    const expected = refusal(400, validationFailed, {
      email: ['email must not contain NUL or broken Unicode'],
    });
    expect(said(await logIn('a\0@people.example', 'whatever'))).to.deep.equal(expected);
    expect(said(await logIn('a\ud800@people.example', 'whatever'))).to.deep.equal(expected);
    expect(said(await logIn(person.email, 'what\0ever'))).to.deep.equal(refusal(401, credentialsWrong));
  });

  /** The ratio of the median times of 15 attempts each, made in turn. */
  async function ratioOfTimes(one: string, other: string): Promise<number> {
    const times: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 15; turn++) {
      times[0].push(await millisecondsOf(() => logIn(one, 'not the password')));
      times[1].push(await millisecondsOf(() => logIn(other, 'not the password')));
    }
    return median(times[0]) / median(times[1]);
  }
});

function namesOf(headers: Headers): string[] {
  return [...headers.keys()];
}

async function millisecondsOf(job: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await job();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
