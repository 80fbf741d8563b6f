import { expect } from 'chai';
import { ask, logIn, type Reply } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { Onlooker } from '../support/faults/onlooker.js';
import { addPairs, type Pair } from '../support/faults/pairs.js';
import { slowest, tallyOf } from '../support/faults/replies.js';
import { expectInvariants } from '../support/invariants.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed } from '../support/service-process.js';
import { until } from '../support/until.js';

const rounds = inForm(10, 200);

describe('A loan that gets into a deadlock', function () {
  this.timeout(120_000);
  after(endProcesses);

  it(`is still made, ${rounds} times`, async () => {
    const databaseUrl = await freshDatabase('seeded');
    const { url } = await startDeployed(databaseUrl);
    const [token, pairs] = [await logIn(url), await addPairs(databaseUrl, rounds)];
    const rival = await Rival.in(databaseUrl);
    const replies: Reply[] = [];
    for (const { barcode: copyBarcode, patronId, ...pair } of pairs) {
      const lend = () => ask(`${url}/v2/loans`, { method: 'POST', token, json: { copyBarcode, patronId } });
      replies.push(await rival.meet(pair, lend));
    }
    await endProcesses();
    const deadlocks = await rival.deadlocks(rounds);
    await rival.leave();
    report(`${rounds} deadlocks forced upon loans`, 'run again, 0 errors', {
      deadlocks,
      answers: tallyOf(replies),
      'slowest (ms)': slowest(replies),
    });
    expect(deadlocks).to.be.at.least(rounds);
    expect(tallyOf(replies)).to.equal(`${rounds} × 201`);
    await expectInvariants(databaseUrl);
  });
});

/** A client that locks in the wrong order, first the copy and then the patron, and has a longer deadlock timeout. */
class Rival {
  private constructor(
    private readonly hands: Onlooker,
    private readonly eyes: Onlooker,
  ) {}

  static async in(databaseUrl: string): Promise<Rival> {
    const [hands, eyes] = await Promise.all([Onlooker.of(databaseUrl), Onlooker.of(databaseUrl)]);
    await hands.rows(`set deadlock_timeout = '1min'`);
    return new Rival(hands, eyes);
  }

  /** Creates a deadlock with a loan: PostgreSQL aborts the loan. */
  async meet({ copy, patron }: Pick<Pair, 'copy' | 'patron'>, lend: () => Promise<Reply>): Promise<Reply> {
    await this.hands.rows('begin');
    await this.hands.rows('select from copy where id = $1 for update', [copy]);
    const lending = lend();
    await until(async () => (await this.eyes.waiting()) > 0);
    await this.hands.rows('select from patron where id = $1 for update', [patron]);
    await this.hands.rows('commit');
    return lending;
  }

  /** The number of deadlocks that the database has counted. Connections report theirs when they end. */
  async deadlocks(atLeast: number): Promise<number> {
    let counted = 0;
    await until(async () => {
      const [row] = await this.eyes.rows<{ n: number }>(
        'select deadlocks::int as n from pg_stat_database where datname = current_database()',
      );
      return (counted = row?.n ?? 0) >= atLeast;
    });
    return counted;
  }

  async leave(): Promise<void> {
    await Promise.all([this.hands.leave(), this.eyes.leave()]);
  }
}
