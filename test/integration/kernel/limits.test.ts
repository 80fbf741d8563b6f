import { expect } from 'chai';
import { limitExceeded, tokenMissing } from '../../../src/interface/kernel/errors/refusals.js';
import { credentialsWrong } from '../../../src/domain/accounts/refusals.js';
import type { Answer } from '../../support/api-client.js';
import { addPerson } from '../../support/people.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';

const exceeded = refusal(429, limitExceeded);
const wrong = refusal(401, credentialsWrong);

/** Parses `"policy";r=2;t=60`. */
function standing(answer: Answer): { policy: string; remaining: number; seconds: number } {
  const [, policy = '', remaining, seconds] =
    /^"([\w-]+)";r=(\d+);t=(\d+)$/.exec(answer.headers.get('ratelimit') ?? '') ?? [];
  return { policy, remaining: Number(remaining), seconds: Number(seconds) };
}

/** A refusal by a limit has a Retry-After in whole seconds, within the window. */
function expectPatience(answer: Answer, seconds: number): void {
  expect(said(answer)).to.deep.equal(exceeded);
  expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
  expect(Number(answer.headers.get('retry-after'))).to.be.within(1, seconds);
  expect(standing(answer)).to.include({
    remaining: 0,
    seconds: Number(answer.headers.get('retry-after')),
  });
}

describe('A limit', () => {
  let running: RunningService;
  const start = async (config: NonNullable<Parameters<typeof startService>[0]>['config']) => {
    running = await startService({ content: 'migrated', config: config ?? {} });
  };
  afterEach(() => running.stop());

  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });
  const logIn = (email: string, sending = {}) =>
    running.api.post('/v1/users/login', { json: { email, password: 'not the password' }, ...sending });

  it('allows an address five logins in ten minutes, for any accounts', async () => {
    await start({});
    for (let left = 4; left >= 0; left--) {
      const answer = await logIn(`guess-${left}@people.example`);
      expect(said(answer)).to.deep.equal(wrong);
      expect(answer.headers.get('ratelimit-policy')).to.equal('"sign-in";q=5;w=600');
      expect(standing(answer)).to.include({ policy: 'sign-in', remaining: left });
    }
    expectPatience(await logIn('guess-6@people.example'), 600);
  });

  it('refuses the sixth login even with the right password', async () => {
    await start({});
    const { email, password } = await addPerson(running);
    const right = () => running.api.post('/v1/users/login', { json: { email, password } });
    for (let turn = 0; turn < 5; turn++) {
      const answer = await right();
      expect(answer.status).to.equal(200);
      expect(answer.body.expires_in).to.equal(3_600);
    }
    expectPatience(await right(), 600);
  });

  it('allows an account five login attempts, from any addresses', async () => {
    await start({ trustedHops: 1 });
    for (let turn = 1; turn <= 5; turn++) {
      const email = turn % 2 === 0 ? 'victim@people.example' : ' VICTIM@people.example ';
      expect(said(await logIn(email, from(`203.0.113.${turn}`)))).to.deep.equal(wrong);
    }
    expectPatience(await logIn('victim@people.example', from('203.0.113.6')), 600);
    expect(said(await logIn('other@people.example', from('203.0.113.6')))).to.deep.equal(wrong);
  });

  it('does not count a login with an invalid body', async () => {
    await start({ limitLogin: { points: 1, seconds: 600 } });
    for (let turn = 0; turn < 3; turn++) {
      const answer = await running.api.post('/v1/users/login', { json: { email: 'a@people.example' } });
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('request.validation_failed');
    }
    expect(said(await logIn('a@people.example'))).to.deep.equal(wrong);
  });

  it('counts by route and address without a token', async () => {
    await start({ limitAnonymous: { points: 3, seconds: 60 } });
    for (let left = 2; left >= 0; left--) {
      const answer = await running.api.get('/v1/books');
      expect(said(answer)).to.deep.equal({ status: 200, body: [] });
      expect(answer.headers.get('ratelimit-policy')).to.equal('"anonymous";q=3;w=60');
      expect(standing(answer)).to.include({ policy: 'anonymous', remaining: left });
    }
    expectPatience(await running.api.get('/v1/books'), 60);
    expectPatience(await running.api.get('/v1/books/?page=2'), 60);
    expect(said(await running.api.get('/v1/books/popular'))).to.deep.equal({ status: 200, body: [] });
  });

  it('does not replace the refusal of a missing token', async () => {
    await start({ limitAnonymous: { points: 1, seconds: 60 } });
    for (let turn = 0; turn < 3; turn++) {
      expect(said(await running.api.get('/v1/users/me'))).to.deep.equal(refusal(401, tokenMissing));
    }
  });

  it('counts by caller with a token, across all routes and addresses', async () => {
    await start({
      trustedHops: 1,
      limitSignedIn: { points: 3, seconds: 60 },
      limitAnonymous: { points: 1, seconds: 60 },
    });
    const { token, id } = await addPerson(running);
    const other = await addPerson(running);
    const paths = ['/v1/users/me', '/v1/books', '/v1/loans'];
    for (const [at, path] of paths.entries()) {
      const answer = await running.api.get(path, { token, ...from(`203.0.113.${at}`) });
      expect(answer.status).to.equal(200);
      expect(path === '/v1/users/me' ? answer.body.id : answer.body).to.deep.equal(at === 0 ? id : []);
      expect(answer.headers.get('ratelimit-policy')).to.equal('"signed-in";q=3;w=60');
      expect(standing(answer)).to.include({ policy: 'signed-in', remaining: 2 - at });
    }
    expectPatience(await running.api.get('/v1/users/me', { token }), 60);
    const answer = await running.api.get('/v1/users/me', { token: other.token });
    expect(answer.status).to.equal(200);
    expect(answer.body.id).to.equal(other.id);
  });

  it('does not apply to health and version, which are always open', async () => {
    await start({ limitAnonymous: { points: 1, seconds: 60 } });
    for (const path of ['/health', '/health/live', '/health/ready', '/version']) {
      for (let turn = 0; turn < 3; turn++) {
        const answer = await running.api.get(path);
        expect(answer.status).to.equal(200);
        expect(answer.body).to.have.any.keys('status', 'version');
        expect(answer.headers.get('ratelimit')).to.equal(null);
      }
    }
  });

  it('resets when its window ends', async () => {
    await start({ limitAnonymous: { points: 1, seconds: 1 } });
    expect(said(await running.api.get('/v1/books'))).to.deep.equal({ status: 200, body: [] });
    expectPatience(await running.api.get('/v1/books'), 1);
    await until(async () => (await running.api.get('/v1/books')).status === 200, 3_000);
  });

  it('ignores X-Forwarded-For where there is no router in front', async () => {
    await start({ trustedHops: 0, limitAnonymous: { points: 2, seconds: 60 } });
    for (const address of ['203.0.113.1', '203.0.113.2']) {
      expect(said(await running.api.get('/v1/books', from(address)))).to.deep.equal({
        status: 200,
        body: [],
      });
    }
    expectPatience(await running.api.get('/v1/books', from('203.0.113.3')), 60);
  });

  it('trusts only the last hop of X-Forwarded-For, which the router has set', async () => {
    await start({ trustedHops: 1, limitAnonymous: { points: 2, seconds: 60 } });
    const get = (hops: string) => running.api.get('/v1/books', from(hops));
    for (const spoofed of ['198.51.100.1', '198.51.100.2, 10.0.0.1']) {
      expect(said(await get(`${spoofed}, 203.0.113.1`))).to.deep.equal({ status: 200, body: [] });
    }
    expectPatience(await get('198.51.100.3, 203.0.113.1'), 60);
    expect(said(await get('203.0.113.1, 203.0.113.2'))).to.deep.equal({ status: 200, body: [] });
  });
});
