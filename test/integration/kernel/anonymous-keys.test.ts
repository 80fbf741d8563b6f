import { expect } from 'chai';
import { startService, type RunningService } from '../../support/service.js';

describe('An idempotency key without an account', () => {
  let running: RunningService;
  before(async () => (running = await startService({ content: 'migrated', config: { trustedHops: 1 } })));
  after(() => running.stop());

  const register = (email: string, address: string) =>
    running.api.post('/v2/patrons', {
      json: { username: 'Heron', email, password: 'a long and quiet evening' },
      headers: { 'Idempotency-Key': 'first-try', 'X-Forwarded-For': address },
    });

  it('repeats the answer for the same network only', async () => {
    const first = await register('heron@example.org', '203.0.113.7');
    expect(first.status).to.equal(201);
    const again = await register('heron@example.org', '203.0.113.99');
    expect([again.status, again.headers.get('idempotent-replayed')]).to.deep.equal([201, 'true']);
    expect(again.body).to.deep.equal(first.body);
    const elsewhere = await register('kestrel@example.org', '198.51.100.7');
    expect([elsewhere.status, elsewhere.headers.get('idempotent-replayed')]).to.deep.equal([201, null]);
  });

  it('is another one for another operation', async () => {
    const headers = { 'Idempotency-Key': 'first-try', 'X-Forwarded-For': '203.0.113.7' };
    const asked = await running.api.post('/v2/password-resets', {
      json: { email: 'heron@example.org' },
      headers,
    });
    expect([asked.status, asked.headers.get('idempotent-replayed')]).to.deep.equal([202, null]);
  });
});
