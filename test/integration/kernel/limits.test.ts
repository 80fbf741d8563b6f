import { expect } from 'chai';
import { notAllowed, tokenInvalid, tokenMissing } from '../../../src/interface/kernel/errors/refusals.js';
import { addPerson } from '../../support/people.js';
import { expectPatience, standing } from '../../support/rate-limit.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';

describe('A limit', () => {
  let running: RunningService;
  const start = async (config: NonNullable<Parameters<typeof startService>[0]>['config']) => {
    running = await startService({ content: 'migrated', config: config ?? {} });
  };
  afterEach(() => running.stop());

  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });

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

  const refused = refusal(401, tokenMissing);

  it('counts missing tokens, wrong tokens, unknown paths and wrong methods together, by address', async () => {
    await start({ trustedHops: 1, limitAnonymous: { points: 4, seconds: 60 } });
    const get = (path: string, sending = {}) => running.api.get(path, { ...from('203.0.113.1'), ...sending });
    expect(said(await get('/v1/users/me'))).to.deep.equal(refused);
    expect(said(await get('/v1/users/me', { token: 'guess' }))).to.deep.equal(refusal(401, tokenInvalid));
    expect((await get('/v1/nothing')).status).to.equal(404);
    expect((await running.api.delete('/v1/books', from('203.0.113.1'))).status).to.equal(405);
    expect((await get('/v2/me', { token: 'slk_guess' })).status).to.equal(429);
    expectPatience(await get('/nothing'), 60);
    expect(said(await running.api.get('/v1/users/me', from('203.0.113.2')))).to.deep.equal(refused);
  });

  it('does not keep out a caller with a token whose address has sent many wrong ones', async () => {
    await start({ limitAnonymous: { points: 1, seconds: 60 } });
    const { token } = await addPerson(running);
    for (let turn = 0; turn < 3; turn++) await running.api.get('/v1/users/me', { token: `guess-${turn}` });
    expectPatience(await running.api.get('/v1/users/me'), 60);
    expect((await running.api.get('/v1/users/me', { token })).status).to.equal(200);
  });

  it('counts for a caller also what their role does not allow', async () => {
    await start({ limitSignedIn: { points: 2, seconds: 60 } });
    const { token } = await addPerson(running);
    for (let turn = 0; turn < 2; turn++) {
      expect(said(await running.api.get('/v1/users', { token }))).to.deep.equal(refusal(403, notAllowed));
    }
    expectPatience(await running.api.get('/v1/users', { token }), 60);
    expectPatience(await running.api.get('/v1/users/me', { token }), 60);
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

  it('counts for each API key apart from other keys and tokens of its owner', async () => {
    await start({ limitSignedIn: { points: 3, seconds: 60 } });
    const { token } = await addPerson(running, 'librarian');
    const json = { name: 'terminal', scopes: ['accounts:read'] };
    const keys: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      keys.push((await running.api.post('/v2/api-keys', { token, json })).body.key as string);
    }
    for (const key of keys) {
      for (let left = 2; left >= 0; left--) {
        expect(standing(await running.api.get('/v2/me', { token: key }))).to.include({ remaining: left });
      }
    }
    expectPatience(await running.api.get('/v1/users/me', { token: keys[0] }), 60);
    expect((await running.api.get('/v2/me', { token })).status).to.equal(200);
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

  it('finds 230 clients behind a load balancer and a router, each with a limit of its own', async () => {
    await start({ trustedHops: 2, limitAnonymous: { points: 1, seconds: 60 } });
    const get = (client: string) => running.api.get('/v1/books', from(`${client}, 192.0.2.10`));
    for (let client = 0; client < 230; client++) {
      expect((await get(`203.0.113.${client}`)).status).to.equal(200);
    }
    expectPatience(await get('198.51.100.1, 203.0.113.7'), 60);
  });

  it('finds clients behind routers of trusted networks', async () => {
    await start({
      trustedNetworks: ['loopback', '192.0.2.0/24'],
      limitAnonymous: { points: 1, seconds: 60 },
    });
    const get = (hops: string) => running.api.get('/v1/books', from(hops));
    expect((await get('203.0.113.1, 192.0.2.10')).status).to.equal(200);
    expect((await get('203.0.113.2:4711, 192.0.2.10, 192.0.2.11')).status).to.equal(200);
    expectPatience(await get('198.51.100.9, 203.0.113.1'), 60);
  });

  it('counts all addresses of an IPv6 /64 together', async () => {
    await start({ trustedHops: 1, limitAnonymous: { points: 2, seconds: 60 } });
    const get = (address: string) => running.api.get('/v1/books', from(address));
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2']) {
      expect((await get(address)).status).to.equal(200);
    }
    expectPatience(await get('[2001:db8:1:2::3]:443'), 60);
    expect((await get('2001:db8:1:3::1')).status).to.equal(200);
  });
});
