import { expect } from 'chai';
import { startService, type RunningService } from '../support/service.js';
import { tablePrints } from '../support/table-prints.js';
import { talk } from '../support/wire.js';
import type { BadRequest, World } from './torture/bad-request.js';
import { headers } from './torture/headers.js';
import { ids } from './torture/ids.js';
import { json } from './torture/json.js';
import { faultsOf } from './torture/judge.js';
import { paging } from './torture/paging.js';
import { protocol } from './torture/protocol.js';
import { races } from './torture/races.js';
import { sizes } from './torture/sizes.js';
import { tokens } from './torture/tokens.js';
import { types } from './torture/types.js';
import { unicode } from './torture/unicode.js';
import { furnish, jwtSecret } from './torture/world.js';

const groups: Readonly<Record<string, readonly BadRequest[]>> = {
  protocol,
  headers,
  json,
  types,
  unicode,
  sizes,
  tokens,
  ids,
  paging,
  races,
};
const all = Object.values(groups).flat();
const distinct = new Set(all.map(({ what }) => what)).size;

/** No request is refused by a limit, because these tests check all other refusals. */
const often = { points: 1_000_000, seconds: 60 };

describe(`A bad request, of which there are ${distinct} (sent as ${all.length})`, () => {
  let running: RunningService;
  let world: World;
  before(async () => {
    const limits = { limitLogin: often, limitAnonymous: often, limitSignedIn: often };
    running = await startService({ content: 'seeded', config: { ...limits, jwtSecrets: [jwtSecret] } });
    world = await furnish(running);
  });
  after(() => running.stop());

  for (const [group, table] of Object.entries(groups)) {
    describe(group, () => {
      let prints: Record<string, string>;
      before(async () => {
        prints = await contentPrints(running);
      });

      for (const each of table) {
        it(`is refused, ${each.status} in the shape of ${each.at}: ${each.what}`, async () => {
          const bytes = each.wire(world);
          const started = performance.now();
          const times = Array.from({ length: each.atOnce ?? 1 });
          const answers = await Promise.all(times.map(() => talk(running.url, bytes)));
          const ms = performance.now() - started;
          expect(answers.flatMap((answer) => faultsOf(each, world, answer))).to.deep.equal([]);
          expect(ms, 'milliseconds').to.be.below(3_000);
        });
      }

      it(`changes nothing in the database and the service (${group})`, async () => {
        expect(await contentPrints(running)).to.deep.equal(prints);
        expect((await running.api.get('/v1/books/1')).status).to.equal(200);
        expect((await running.api.get('/v2/books')).status).to.equal(200);
        expect({}).to.not.have.property('polluted');
      });
    });
  }

  it('exists in at least 200 kinds, all different', () => {
    expect(distinct).to.be.at.least(200);
    const sent = all.map((each) => `${each.at} ${each.what}`);
    expect(sent.filter((each, at) => sent.indexOf(each) !== at)).to.deep.equal([]);
    const wires = all.map(({ atOnce = 1, wire }) => `${atOnce} ${wire(world).toString('latin1')}`);
    expect(
      all.filter((_, at) => wires.indexOf(wires[at] ?? '') !== at).map(({ what }) => what),
    ).to.deep.equal([]);
  });
});

/** Failed sign-ins are audit events, and a refused key was used: these two tables may change. */
async function contentPrints(running: RunningService): Promise<Record<string, string>> {
  const { audit_event: _events, api_key: _keys, ...content } = await tablePrints(running);
  return content;
}
