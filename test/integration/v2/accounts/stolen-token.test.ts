import { expect } from 'chai';
import { currentPasswordWrong } from '../../../../src/domain/accounts/refusals.js';
import { limitExceeded } from '../../../../src/interface/kernel/errors/refusals.js';
import { freshDatabase } from '../../../support/postgres.js';
import { addPerson, type Person } from '../../../support/people.js';
import { privateRedis } from '../../../support/redis.js';
import { startService, type RunningService } from '../../../support/service.js';
import { codeOf, refused } from './people.js';

const newPassword = 'a new and longer evening';

/** The chain that was once possible: read a token of v1, change password and address, and keep the account. */
describe('Whoever has stolen a token of /v1', function () {
  let instances: readonly [RunningService, RunningService];
  let stopRedis: () => Promise<void>;
  let owner: Person;
  let stolen: string;

  before(async function () {
    const redis = await privateRedis();
    if (!redis) return this.skip();
    stopRedis = () => redis.stop();
    const databaseUrl = await freshDatabase('migrated');
    const config = { databaseUrl, redisUrl: redis.url };
    instances = [await startService({ config }), await startService({ config })];
  });
  after(async () => {
    for (const each of instances ?? []) await each.stop();
    await stopRedis?.();
  });
  beforeEach(async () => {
    owner = await addPerson(instances[0]);
    const { email, password } = owner;
    stolen = (await instances[0].api.post('/v1/users/login', { json: { email, password } })).body.token;
  });

  const statusesFor = (token: string) =>
    Promise.all(
      instances.flatMap(({ api }) =>
        ['/v1/users/me', '/v2/me'].map(async (path) => (await api.get(path, { token })).status),
      ),
    );

  it('can change neither password nor address without knowing the password', async () => {
    const { api } = instances[0];
    const changes = [{ password: newPassword }, { email: `thief-${owner.email}` }];
    for (const change of changes) {
      const missing = await api.put('/v1/users/me', { token: stolen, json: change });
      expect([missing.status, Object.keys(missing.body.errors)]).to.deep.equal([400, ['current_password']]);
      const json = { ...change, current_password: 'a guess' };
      const wrong = await api.put('/v1/users/me', { token: stolen, json });
      expect(codeOf(wrong)).to.deep.equal(refused(403, currentPasswordWrong));
    }
  });

  it('has five guesses of the password, over both majors and in all instances together', async () => {
    const guesses = [0, 1, 0, 1, 0, 1].map((which, index) => async () => {
      const { api } = instances[which === 0 ? 0 : 1];
      const currentPassword = `guess ${index}`;
      return index % 3 === 0
        ? api.put('/v1/users/me', {
            token: stolen,
            json: { password: newPassword, current_password: currentPassword },
          })
        : api.post('/v2/me/password-changes', { token: stolen, json: { currentPassword, newPassword } });
    });
    const codes: [number, string][] = [];
    for (const guess of guesses) codes.push(codeOf(await guess()));
    expect(codes).to.deep.equal([
      ...Array(5).fill(refused(403, currentPasswordWrong)),
      refused(429, limitExceeded),
    ]);
  });

  it('loses it at once, in both majors and in every instance, when the owner changes the password', async () => {
    expect(await statusesFor(stolen)).to.deep.equal([200, 200, 200, 200]);
    const { email, password } = owner;
    const json = { grantType: 'password', email, password };
    const { accessToken } = (await instances[1].api.post('/v2/tokens', { json })).body;
    const changed = await instances[1].api.post('/v2/me/password-changes', {
      token: accessToken,
      json: { currentPassword: password, newPassword },
    });
    expect(changed.status).to.equal(200);
    expect(await statusesFor(stolen)).to.deep.equal([401, 401, 401, 401]);
    expect(await statusesFor(changed.body.accessToken)).to.deep.equal([200, 200, 200, 200]);
  });

  it('loses it at once when the owner ends the session of that sign-in alone', async () => {
    expect(await statusesFor(stolen)).to.deep.equal([200, 200, 200, 200]);
    const token = owner.token;
    const [session] = (await instances[1].api.get('/v2/me/sessions', { token })).body.data;
    expect((await instances[1].api.delete(`/v2/me/sessions/${session.id}`, { token })).status).to.equal(204);
    expect(await statusesFor(stolen)).to.deep.equal([401, 401, 401, 401]);
    expect(await statusesFor(token)).to.deep.equal([200, 200, 200, 200]);
  });
});
