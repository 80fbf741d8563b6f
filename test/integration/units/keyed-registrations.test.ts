import { expect } from 'chai';
import { startService, type RunningService } from '../../support/service.js';

const crowd = 60;

describe(`${crowd} registrations with an Idempotency-Key at once, from one address`, function () {
  this.timeout(30_000);
  let running: RunningService;
  before(async () => (running = await startService({ content: 'seeded' })));
  after(() => running.stop());

  const register = (number: number) =>
    running.api.post('/v2/patrons', {
      headers: { 'Idempotency-Key': `registration-${number}` },
      json: {
        username: `Reader ${number}`,
        email: `reader-${number}@people.example`,
        password: 'a long and quiet evening',
      },
    });
  /** A page that no cache has. */
  const read = async (number: number) => (await running.api.get(`/v1/books/${number}`)).status;

  it('leave every unrelated read its connection', async () => {
    const open = { registrations: true };
    const registrations = Promise.all(Array.from({ length: crowd }, (_, number) => register(number)));
    void registrations.then(() => (open.registrations = false));
    const statuses: number[] = [];
    while (open.registrations) statuses.push(...(await Promise.all([1, 2, 3, 4].map(read))));
    expect(statuses.length).to.be.above(4);
    expect(new Set(statuses)).to.deep.equal(new Set([200]));
    const answers = await registrations;
    // More than wait for a hash at a time are refused at once, and may be sent again.
    for (const { status } of answers) expect(status).to.be.oneOf([201, 503]);
    expect(answers.some(({ status }) => status === 201)).to.equal(true);
  });

  it('register each reader once when they are sent again', async () => {
    for (let number = 0; number < crowd; number++) {
      const { status, headers } = await register(number);
      expect(status).to.equal(201);
      const again = await register(number);
      expect([again.status, again.headers.get('idempotent-replayed')]).to.deep.equal([201, 'true']);
      expect(again.headers.get('location')).to.equal(headers.get('location'));
    }
  });
});
