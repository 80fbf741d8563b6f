import { expect } from 'chai';
import { HandClock } from '../../support/clock.js';
import * as lamps from '../../support/fixture-api/lamps.js';
import { trimLamp } from '../../support/fixture-api/trimmings.js';
import { pinned } from '../../support/fixture-api/pinned.js';
import { mounted, startFixtureApi } from '../../support/fixture-api/start.js';

const links = [
  '</docs/guides/lamps-burning>; rel="deprecation"; type="text/html"',
  '</docs/guides/lamps-burning>; rel="sunset"; type="text/html"',
  '</v2/tools/best>; rel="successor-version"',
].join(', ');

const page = 'https://lamps.example';

describe('A deprecated part', () => {
  let api: Awaited<ReturnType<typeof startFixtureApi>>;
  let clock: HandClock;

  beforeEach(async () => {
    clock = new HandClock();
    const versions = [
      mounted(lamps.version, [...lamps.routes, trimLamp]),
      mounted(lamps.second.version, lamps.second.routes),
    ];
    api = await startFixtureApi({
      versions,
      guides: lamps.guides,
      clock,
      callers: pinned,
      corsOrigins: [page],
    });
  });

  afterEach(() => api.stop());

  const ask = (path: string, init: RequestInit = {}) => fetch(api.url + path, init);

  function expectToldBy({ headers }: Response): void {
    expect(headers.get('deprecation')).to.equal('@1796083200');
    expect(headers.get('sunset')).to.equal('Wed, 01 Dec 2027 00:00:00 GMT');
    expect(headers.get('link')).to.equal(links);
  }

  it('is announced with every answer: success, 304 and refusal', async () => {
    const done = await ask('/v1/lamps/1/burning');
    expect(done.status).to.equal(200);
    expectToldBy(done);
    const known = await ask('/v1/lamps/1/burning', {
      headers: { 'If-None-Match': done.headers.get('etag') ?? '' },
    });
    expect(known.status).to.equal(304);
    expectToldBy(known);
    const refusals: [number, RequestInit, string?][] = [
      [400, {}, '/v1/lamps/x/burning'],
      [400, { headers: { 'API-Version': '9.9' } }],
      [406, { headers: { Accept: 'image/png' } }],
    ];
    for (const [status, init, path = '/v1/lamps/1/burning'] of refusals) {
      const refused = await ask(path, init);
      expect(refused.status).to.equal(status);
      expectToldBy(refused);
    }
    expectToldBy(await ask('/v1/lamps/1/burning', { method: 'HEAD' }));
  });

  it('is announced in headers that pages of other origins may read', async () => {
    const { headers } = await ask('/v1/lamps/1/burning', { headers: { Origin: page } });
    const exposed = headers.get('access-control-expose-headers')?.split(',');
    expect(exposed).to.include.members(['Deprecation', 'Sunset', 'Link', 'API-Version']);
  });

  it('is not announced by other operations', async () => {
    const { headers } = await ask('/v1/lamps/1');
    for (const name of ['deprecation', 'sunset', 'link']) expect(headers.has(name), name).to.equal(false);
  });

  it('is announced, if a parameter, to the callers who use it, also from the cache', async () => {
    const without = await ask('/v1/lamps');
    expect(without.headers.has('deprecation')).to.equal(false);
    expect(without.headers.get('link')).to.equal('</v1/lamps?page=2>; rel="next"');
    for (const from of ['MISS', 'HIT']) {
      const { headers } = await ask('/v1/lamps?colour=green');
      expect(headers.get('x-cache')).to.equal(from);
      expect(headers.get('deprecation')).to.equal('@1798761600');
      expect(headers.get('link')).to.equal(
        '</docs/guides/lamps-colour>; rel="deprecation"; type="text/html", ' +
          '</docs/guides/lamps-colour>; rel="sunset"; type="text/html", </v1/lamps?page=2>; rel="next"',
      );
    }
  });

  it('is gone from its sunset on: 410 with the successor and the guide, and no effect', async () => {
    clock.advance({ days: 364 });
    expect((await ask('/v1/lamps/1/burning')).status).to.equal(200);
    clock.advance({ hours: 15 });
    const gone = await ask('/v1/lamps/1/burning');
    expect(gone.status).to.equal(410);
    expectToldBy(gone);
    expect(gone.headers.get('cache-control')).to.equal('no-store');
    expect(await gone.json()).to.deep.equal({
      message: 'This is gone since 2027-12-01. Use /v2/tools/best instead. See /docs/guides/lamps-burning.',
      code: 'request.gone',
    });
    expect((await ask('/v1/lamps/1')).status).to.equal(200);
    expect((await ask('/docs/guides/lamps-burning')).status).to.equal(200);
  });

  it('is gone in the name of the first minor, whichever is asked for, also one that does not exist', async () => {
    clock.advance({ days: 365 });
    for (const minor of ['1.0', '1.1', '9.9', 'latest']) {
      const { status, headers } = await ask('/v1/lamps/1/burning', { headers: { 'API-Version': minor } });
      expect([status, headers.get('api-version')], minor).to.deep.equal([410, '1.0']);
    }
  });

  it('is held after its sunset, unless the date alone is to end it', async () => {
    const { guard: _, ...consent } = lamps.burning;
    const routes = lamps.routes.map((route) => (route.lifecycle ? { ...route, lifecycle: consent } : route));
    const versions = [mounted(lamps.version, routes), mounted(lamps.second.version, lamps.second.routes)];
    clock.advance({ days: 1_000 });
    const held = await startFixtureApi({ versions, guides: lamps.guides, clock });
    try {
      const answer = await fetch(`${held.url}/v1/lamps/1/burning`);
      expect(answer.status).to.equal(200);
      expectToldBy(answer);
    } finally {
      await held.stop();
    }
  });

  const trim = (shade: object) =>
    ask('/v1/lamps/1/trimmings', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ shades: [{ material: 'silk' }, shade] }),
    });

  it('is announced, if a field, to callers who send it and to all who read it', async () => {
    const read = await trim({ material: 'silk' });
    expect(read.status).to.equal(201);
    expect(read.headers.get('deprecation')).to.equal('@1798761600');
    expect(read.headers.has('sunset')).to.equal(false);
    const refused = await trim({ colour: 'green' });
    expect(refused.status).to.equal(400);
    for (const { headers } of [await trim({ material: 'silk', colour: 'green' }), refused]) {
      expect(headers.get('sunset')).to.equal('Tue, 01 Feb 2028 00:00:00 GMT');
    }
  });

  it('is gone, if a parameter or field, only for the callers who still send it', async () => {
    clock.advance({ days: 500 });
    expect((await ask('/v1/lamps')).status).to.equal(200);
    expect((await ask('/v1/lamps?colour=green')).status).to.equal(410);
    expect((await trim({ material: 'silk' })).status).to.equal(201);
    expect((await trim({ material: 'silk', colour: 'green' })).status).to.equal(410);
  });

  it('is gone for callers without a token too, before they are authenticated', async () => {
    const lifecycle = { ...lamps.burning, sunset: '2028-12-01', id: 'v1' };
    const versions = [
      mounted({ ...lamps.version, lifecycle }, lamps.routes),
      mounted(lamps.second.version, lamps.second.routes),
    ];
    clock.advance({ days: 1_000 });
    const dead = await startFixtureApi({ versions, guides: lamps.guides, clock, callers: pinned });
    try {
      const dim = { method: 'PUT', headers: { 'API-Version': '1.2' } };
      expect((await fetch(`${dead.url}/v1/lamps/1/dimming`, dim)).status).to.equal(410);
      for (const path of ['/v1', '/v1/docs', '/v1/openapi.json', '/v1/openapi/1.1.json']) {
        expect((await fetch(dead.url + path)).status, path).to.equal(200);
      }
    } finally {
      await dead.stop();
    }
  });
});
