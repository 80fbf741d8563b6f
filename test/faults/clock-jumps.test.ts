import { expect } from 'chai';
import { ask, logIn, type Reply } from '../support/ask.js';
import { fakedClock, type FakedClock } from '../support/faults/faked-clock.js';
import { report } from '../support/faults/fault-report.js';
import { addPairs, type Pair } from '../support/faults/pairs.js';
import { tallyOf } from '../support/faults/replies.js';
import { expectInvariants } from '../support/invariants.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const hour = 3_600;
/** A loan of today can be renewed only by a librarian who overrides that it is too early. */
const override = { reason: 'The reader travels.' };

describe('When the clock of an instance jumps', function () {
  this.timeout(30_000);
  let clock: FakedClock;
  let databaseUrl: string;
  let service: ServiceProcess;
  let other: ServiceProcess;

  before(async function () {
    const found = await fakedClock();
    // The tests are pending, and fakedClock has printed a warning.
    if (!found) this.skip();
    clock = found;
    databaseUrl = await freshDatabase('seeded');
    [service, other] = await Promise.all([startDeployed(databaseUrl, clock.env), startDeployed(databaseUrl)]);
  });
  after(async () => {
    await endProcesses();
    await clock?.remove();
  });

  const send = ({ url }: ServiceProcess, path: string, token: string, json: object = {}): Promise<Reply> =>
    ask(url + path, { method: 'POST', token, json });

  for (const [where, seconds] of [
    ['an hour back', -hour],
    ['half an hour ahead', hour / 2],
  ] as const) {
    it(`${where}: earlier loans can be renewed and returned, and all invariants hold`, async () => {
      await turn(0);
      const [token, pairs] = [await logIn(service.url), await addPairs(databaseUrl, 20)];
      const lent = await Promise.all(pairs.map((pair) => lend(service, token, pair)));
      await turn(seconds);
      const renewed = await Promise.all(
        lent.map(({ text }) => send(service, `/v2/loans/${idIn(text)}/renewals`, token, { override })),
      );
      const back = await Promise.all(pairs.map((pair) => takeBack(service, token, pair)));
      const again = await Promise.all(pairs.map((pair) => lend(other, token, pair)));
      const backAgain = await Promise.all(pairs.map((pair) => takeBack(service, token, pair)));
      const all = [...lent, ...renewed, ...back, ...again, ...backAgain];
      report(`the clock of one of two jumps ${where}`, '0 errors, tokens and loans as ever', {
        answers: tallyOf(all),
      });
      expect(tallyOf(all.filter(({ outcome }) => outcome !== 200 && outcome !== 201))).to.equal('');
      await expectInvariants(databaseUrl);
    });
  }

  it('two hours ahead: earlier tokens have expired, and new ones are valid at the other instance', async () => {
    await turn(0);
    const old = await logIn(service.url);
    await turn(2 * hour);
    expect((await ask(`${service.url}/v2/me`, { token: old })).outcome).to.equal(401);
    const young = await logIn(service.url);
    const outcomes = await Promise.all(
      [service, other].map(async ({ url }) => (await ask(`${url}/v2/me`, { token: young })).outcome),
    );
    expect(outcomes).to.deep.equal([200, 200]);
  });

  /** Every answer contains the time of the instance. */
  async function turn(seconds: number): Promise<void> {
    await clock.jump(seconds);
    await until(async () => {
      const { headers } = await ask(`${service.url}/health/live`);
      const offset = (Date.parse(headers.date ?? '') - Date.now()) / 1_000;
      return Math.abs(offset - seconds) < 10;
    });
  }

  const lend = (instance: ServiceProcess, token: string, { barcode: copyBarcode, patronId }: Pair) =>
    send(instance, '/v2/loans', token, { copyBarcode, patronId });
  const takeBack = (instance: ServiceProcess, token: string, { barcode: copyBarcode }: Pair) =>
    send(instance, '/v2/returns', token, { copyBarcode });
  const idIn = (text: string): string => (JSON.parse(text) as { id: string }).id;
});
