import { expect } from 'chai';
import { HandClock, withClock } from '../../support/clock.js';
import { startService, type RunningService } from '../../support/service.js';

/** @param patronId the id of the user in v2 */
const endFor = (patronId: string) => ({
  deprecation: '@1796083200',
  sunset: 'Fri, 01 Dec 2028 00:00:00 GMT',
  link:
    '</docs/guides/v1-change-user-role>; rel="deprecation"; type="text/html", ' +
    '</docs/guides/v1-change-user-role>; rel="sunset"; type="text/html", ' +
    `</v2/patrons/${patronId}>; rel="successor-version"`,
});

describe("The deprecated change of a user's role in v1", () => {
  let service: RunningService;
  let clock: HandClock;
  let admin: string;
  let userId: number;
  let end: ReturnType<typeof endFor>;

  beforeEach(async () => {
    clock = new HandClock();
    service = await startService({
      overrides: [withClock(clock)],
      config: { limitLogin: { points: 1_000, seconds: 60 } },
    });
    admin = await service.api.logIn('admin');
    const patron = await service.api.logIn('patron');
    userId = (await service.api.get('/v1/users/me', { token: patron })).body.id;
    end = endFor((await service.api.get('/v2/me', { token: patron })).body.id);
  });

  afterEach(() => service.stop());

  const give = (json: object, token?: string) => service.api.put(`/v1/users/${userId}/role`, { token, json });

  const told = ({ headers }: { headers: Headers }) =>
    Object.fromEntries(Object.keys(end).map((name) => [name, headers.get(name)]));

  it('still works, and every answer announces the deprecation and the successor', async () => {
    const done = await give({ role: 'librarian' }, admin);
    expect(done.status).to.equal(200);
    expect(done.body.role).to.equal('librarian');
    expect(told(done)).to.deep.equal(end);
    for (const [status, refused] of [
      [400, await give({ role: 'king' }, admin)],
      [401, await give({ role: 'patron' })],
      [403, await give({ role: 'patron' }, await service.api.logIn('patron'))],
    ] as const) {
      expect(refused.status).to.equal(status);
      expect(told(refused)).to.deep.equal(end);
    }
  });

  it('is gone from 1 December 2028, and changes nothing', async () => {
    clock.advance({ days: 731 });
    admin = await service.api.logIn('admin');
    const gone = await give({ role: 'librarian' }, admin);
    expect(gone.status).to.equal(410);
    expect(gone.body).to.deep.equal({
      message:
        'This is gone since 2028-12-01. Use /v2/patrons/{id} instead. See /docs/guides/v1-change-user-role.',
      code: 'request.gone',
      parameters: {
        sunset: '2028-12-01',
        successor: '/v2/patrons/{id}',
        guide: '/docs/guides/v1-change-user-role',
      },
    });
    expect(told(gone)).to.deep.equal(end);
    const user = await service.api.get(`/v1/users/${userId}`, { token: admin });
    expect(user.body.role).to.equal('patron');
    expect(told(user)).to.deep.equal({ deprecation: null, sunset: null, link: null });
  });

  it('can be done in v2 as the guide describes', async () => {
    const guide = await fetch(`${service.url}/docs/guides/v1-change-user-role`);
    expect(guide.status).to.equal(200);
    expect(await guide.text())
      .to.include('PATCH /v2/patrons/{id}')
      .and.include('application/merge-patch+json');
    const { data } = (await service.api.get('/v2/patrons?limit=200', { token: admin })).body;
    const { id } = data.find(({ email }: { email: string }) => email === 'patron@example.org');
    const read = await service.api.get(`/v2/patrons/${id}`, { token: admin });
    const sending = { token: admin, raw: '{"role": "librarian"}' };
    const type = { 'Content-Type': 'application/merge-patch+json' };
    const without = await service.api.send('PATCH', `/v2/patrons/${id}`, { ...sending, headers: type });
    expect(without.status).to.equal(428);
    const headers = { ...type, 'If-Match': read.headers.get('etag') ?? '' };
    const done = await service.api.send('PATCH', `/v2/patrons/${id}`, { ...sending, headers });
    expect(done.status).to.equal(200);
    const user = await service.api.get(`/v1/users/${userId}`, { token: admin });
    expect(user.body.role).to.equal('librarian');
    expect((await service.api.send('PATCH', `/v2/patrons/${id}`, { ...sending, headers })).status).to.equal(
      412,
    );
  });
});
