import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Callers } from '../../../../src/application/kernel/request/caller.js';
import { UsageRecorder } from '../../../../src/application/usage/counting/usage-recorder.js';
import * as lamps from '../../../support/fixture-api/lamps.js';
import { mounted, startFixtureApi } from '../../../support/fixture-api/start.js';
import { trimLamp } from '../../../support/fixture-api/trimmings.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { rowsOf } from '../../../support/people.js';
import { makeKey, storedCounts, writeUsage } from '../../../support/usage.js';

/** The fixture's API has deprecated parts and one whose sunset the date ends. It is counted in a real library. */
describe('A deprecated use', () => {
  let library: Library;
  let lamp: Awaited<ReturnType<typeof startFixtureApi>>;
  let key: Awaited<ReturnType<typeof makeKey>>;

  before(async () => {
    library = await startLibrary();
    const { container } = library.service;
    lamp = await startFixtureApi({
      versions: [
        mounted(lamps.version, [...lamps.routes, trimLamp]),
        mounted(lamps.second.version, lamps.second.routes),
      ],
      guides: lamps.guides,
      clock: library.clock,
      callers: container.resolve<Callers>(Callers),
      observer: container.resolve(UsageRecorder),
    });
  });
  after(async () => {
    await lamp.stop();
    await library.stop();
  });
  beforeEach(async () => {
    key = await makeKey(library, library.librarian.token);
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(lamp.url + path, { ...init, headers: { Authorization: `Bearer ${key.key}`, ...init.headers } });
  const trim = (shade: object) =>
    ask('/v1/lamps/1/trimmings', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ shades: [{ material: 'silk' }, { material: 'silk', ...shade }] }),
    });
  const counts = async () => {
    await writeUsage(library);
    const stored = await storedCounts(library, `key:${key.number} `);
    return Object.fromEntries(
      Object.entries(stored).map(([use, calls]) => [use.slice(`key:${key.number} v1 `.length), calls]),
    );
  };
  const evidence = () =>
    rowsOf<{ element: string; request_id: string; user_agent: string; status: number }>(
      library,
      sql`
        select element, request_id, user_agent, status from usage_evidence join consumer on consumer.id = consumer_id
        where ref = ${`key:${key.number}`} order by usage_evidence.id`,
    );

  it('of a query parameter counts only when it was sent', async () => {
    await ask('/v1/lamps');
    await ask('/v1/lamps?colour=green');
    await ask('/v1/lamps?colour=red');
    expect(await counts()).to.deep.equal({
      'listLamps 1.0 default 2xx': 3,
      'listLamps 1.0 default 2xx query:colour': 2,
    });
    const texts = (await evidence()).map((piece) => JSON.stringify(piece));
    expect(texts).to.have.length(2);
    expect(texts.join()).to.not.match(/green|red/);
  });

  it('of a body field counts only when it was sent, also in a list', async () => {
    await trim({});
    await trim({ colour: 'green' });
    expect(await counts()).to.deep.include({
      'trimLamp 1.0 default 2xx': 2,
      'trimLamp 1.0 default 2xx body:shades.colour': 1,
    });
  });

  it('has evidence: the five newest calls, which the log has too', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await ask('/v1/lamps/1/burning', {
        headers: { 'X-Request-Id': `burning-${number}`, 'User-Agent': `Reader/${number}` },
      });
      await writeUsage(library);
    }
    const wanted = [2, 3, 4, 5, 6].map((number) => ({
      element: '',
      request_id: `burning-${number}`,
      user_agent: `Reader/${number}`,
      status: 200,
    }));
    expect(await evidence()).to.deep.equal(wanted);
  });

  it('after its sunset counts as gone, for the client that sent it', async () => {
    library.clock.advance({ days: 500 });
    key = await makeKey(library, (await library.addMember({ role: 'librarian' })).token);
    expect((await ask('/v1/lamps/1/burning')).status).to.equal(410);
    expect((await ask('/v1/lamps?colour=green')).status).to.equal(410);
    expect(await counts()).to.deep.equal({
      'listLamps 1.0 default gone': 1,
      'listLamps 1.0 default gone query:colour': 1,
      'showBurning 1.0 default gone': 1,
    });
    expect((await evidence()).map(({ status }) => status)).to.deep.equal([410, 410]);
  });
});
