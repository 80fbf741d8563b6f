import { expect } from 'chai';
import type { KnownState } from '../../../src/application/kernel/request/lifecycle-states.js';
import type { ObservedRequest } from '../../../src/application/kernel/request/request-observer.js';
import { HandClock } from '../../support/clock.js';
import * as lamps from '../../support/fixture-api/lamps.js';
import { pinned } from '../../support/fixture-api/pinned.js';
import { trimLamp } from '../../support/fixture-api/trimmings.js';
import { mounted, startFixtureApi } from '../../support/fixture-api/start.js';

const { guard: _, ...consent } = lamps.burning;
const path = '/v1/lamps/1/burning';
const gone = '2027-12-02T00:00:00Z';
const inBrownout = '2027-10-05T14:05:00Z';
const brownout: KnownState = {
  state: 'brownout',
  window: { from: new Date('2027-10-05T14:00:00Z'), until: new Date('2027-10-05T14:15:00Z') },
  withoutBrownouts: false,
};

/** What may differ between a rehearsal and the day itself. */
const ofTheRequest = new Set(['date', 'x-request-id', 'connection', 'keep-alive']);
const ofRehearsals = new Set([...ofTheRequest, 'preference-applied', 'vary']);

function headersOf({ headers }: Response, without: ReadonlySet<string>): [string, string][] {
  return [...headers].filter(([name]) => !without.has(name));
}

describe('A rehearsal', () => {
  let api: Awaited<ReturnType<typeof startFixtureApi>>;
  let clock: HandClock;
  let known: KnownState | undefined;
  let lent: number;
  let observed: ObservedRequest[];

  beforeEach(async () => {
    clock = new HandClock();
    known = undefined;
    lent = 0;
    observed = [];
    const counting = { ...trimLamp, handle: async () => ({ status: 201, body: ((lent += 1), {}) }) };
    const ending = lamps.routes.map((route) => (route.lifecycle ? { ...route, lifecycle: consent } : route));
    api = await startFixtureApi({
      versions: [
        mounted(lamps.version, [...ending, { ...counting, lifecycle: { ...consent, id: 'trim' } } as never]),
        mounted(lamps.second.version, lamps.second.routes),
      ],
      guides: lamps.guides,
      clock,
      callers: pinned,
      lifecycles: { of: () => known },
      observer: { answered: (request) => void observed.push(request) },
    });
  });

  afterEach(() => api.stop());

  const ask = (at?: string, { headers = {}, ...init }: RequestInit = {}, where = path) =>
    fetch(api.url + where, {
      ...init,
      headers: { ...(headers as Record<string, string>), ...(at && { Prefer: `lifecycle-at="${at}"` }) },
    });

  /** Asks today for a later day, then on that day. */
  async function expectSameOn(day: string, then: KnownState): Promise<void> {
    const rehearsed = await ask(day);
    const before = clock.now().getTime();
    clock.advance({ seconds: (Date.parse(day) - before) / 1_000 });
    known = then;
    const real = await ask();
    expect(rehearsed.status).to.equal(410);
    expect(real.status).to.equal(410);
    expect(await rehearsed.text()).to.equal(await real.text());
    expect(headersOf(rehearsed, ofRehearsals)).to.deep.equal(headersOf(real, ofRehearsals));
    expect(rehearsed.headers.get('preference-applied')).to.equal(`lifecycle-at="${day}"`);
    expect(real.headers.has('preference-applied')).to.equal(false);
    expect(rehearsed.headers.get('vary')?.split(', ')).to.have.members([
      'Prefer',
      ...(real.headers.get('vary')?.split(', ') ?? []),
    ]);
    expect(rehearsed.headers.get('cache-control')).to.equal('no-store');
  }

  it('is answered byte for byte as on the day after the sunset', () =>
    expectSameOn(gone, { state: 'gone', withoutBrownouts: false }));

  it('is answered byte for byte as in a brownout, with the time that is left', async () => {
    await expectSameOn(inBrownout, brownout);
    expect((await ask(inBrownout)).headers.get('preference-applied'), 'the moment has come').to.equal(null);
    expect((await ask()).headers.get('retry-after')).to.equal('600');
  });

  it('is of this one request', async () => {
    expect((await ask(gone)).status).to.equal(410);
    const other = await ask();
    expect(other.status).to.equal(200);
    expect(other.headers.has('preference-applied')).to.equal(false);
  });

  it('is answered as always where nothing is ended on that day, and stored nowhere', async () => {
    const [usual, rehearsed] = [await ask(), await ask('2027-06-01T00:00:00Z')];
    expect(rehearsed.status).to.equal(200);
    expect(await rehearsed.text()).to.equal(await usual.text());
    expect(rehearsed.headers.get('cache-control')).to.equal('no-store');
    expect(rehearsed.headers.get('vary')).to.include('Prefer');
    for (const name of ['deprecation', 'sunset', 'link', 'etag'])
      expect(rehearsed.headers.get(name), name).to.equal(usual.headers.get(name));
  });

  it('writes nothing if it is refused, and everything otherwise', async () => {
    const trim = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ shades: [{ material: 'silk' }] }),
    };
    for (const day of [gone, inBrownout])
      expect((await ask(day, trim, '/v1/lamps/1/trimmings')).status).to.equal(410);
    expect(lent).to.equal(0);
    expect((await ask('2027-06-01T00:00:00Z', trim, '/v1/lamps/1/trimmings')).status).to.equal(201);
    expect(lent).to.equal(1);
  });

  it('neither reads nor changes what is cached for others', async () => {
    const list = '/v1/lamps';
    const first = await ask('2027-06-01T00:00:00Z', {}, list);
    expect(first.status).to.equal(200);
    expect(first.headers.has('x-cache')).to.equal(false);
    expect((await ask(undefined, {}, list)).headers.get('x-cache')).to.equal('MISS');
    expect((await ask('2027-06-01T00:00:00Z', {}, list)).headers.has('x-cache')).to.equal(false);
    expect((await ask(undefined, {}, list)).headers.get('x-cache')).to.equal('HIT');
  });

  it('is told apart from other use', async () => {
    await ask(gone);
    await ask();
    expect(observed.map(({ isRehearsal, status }) => [isRehearsal, status])).to.deep.equal([
      [true, 410],
      [false, 200],
    ]);
  });

  it('does not take place for a malformed moment or one that is past, so that nothing comes back', async () => {
    for (const at of ['tomorrow', '2027-13-01T00:00:00Z', '2020-01-01T00:00:00Z']) {
      const usual = await ask(at);
      expect(usual.status, at).to.equal(200);
      expect(usual.headers.has('preference-applied'), at).to.equal(false);
      expect(usual.headers.get('cache-control'), at).not.to.equal('no-store');
    }
    clock.advance({ days: 1_000 });
    known = { state: 'gone', withoutBrownouts: false };
    expect((await ask('2027-06-01T00:00:00Z')).status).to.equal(410);
  });

  it('may be of anybody, with a token or without one', async () => {
    for (const headers of [{}, { Authorization: 'Bearer pinned' }, { Authorization: 'Bearer forged' }])
      expect((await ask(gone, { headers })).status).to.equal(410);
  });
});

describe('A brownout', () => {
  it('is announced in /versions until it is over, unless it is switched off', async () => {
    const clock = new HandClock();
    let known: KnownState | undefined;
    const api = await startFixtureApi({
      versions: [mounted(lamps.version, lamps.routes), mounted(lamps.second.version, lamps.second.routes)],
      guides: lamps.guides,
      clock,
      lifecycles: { of: () => known },
    });
    const planned = async () => {
      const { versions } = (await (await fetch(`${api.url}/versions`)).json()) as {
        versions: { deprecations: { id: string; state: string; brownouts: object[] }[] }[];
      };
      return versions[0]?.deprecations.find(({ id }) => id === 'lamps-burning');
    };
    try {
      expect((await planned())?.brownouts).to.have.lengthOf(5);
      expect((await planned())?.brownouts[0]).to.deep.equal({
        from: '2027-10-05T14:00:00.000Z',
        until: '2027-10-05T14:15:00.000Z',
      });
      clock.advance({ seconds: (Date.parse(inBrownout) - clock.now().getTime()) / 1_000 });
      known = brownout;
      expect(await planned()).to.include({ state: 'brownout' });
      clock.advance({ seconds: 600 });
      expect((await planned())?.brownouts).to.have.lengthOf(4);
      known = { state: 'deprecated', withoutBrownouts: true };
      expect((await planned())?.brownouts).to.deep.equal([]);
    } finally {
      await api.stop();
    }
  });
});
