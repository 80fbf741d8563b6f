import { expect } from 'chai';
import { Client } from 'pg';
import { AuditQueries, type AuditFilter } from '../../../src/application/audit/audit-queries.js';
import { AuditTrail } from '../../../src/application/kernel/storage/audit-trail.js';
import type { SliceRequest } from '../../../src/application/kernel/storage/slice.js';
import { SqlTrailMonths } from '../../../src/infrastructure/kernel/trail/sql-trail-months.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { HandClock } from '../../support/clock.js';
import { administrate, freshDatabase } from '../../support/postgres.js';
import { startService, type RunningService } from '../../support/service.js';
import { costlySteps, indexesOf, type Executed, type PlanNode } from './plan.js';
import { PlanWatch, planTelling } from './plan-watch.js';

/** Two years, of which each month has a partition. */
const months = Array.from({ length: 24 }, (_, month) => new Date(Date.UTC(2027, month, 5)));

const filled = [
  `insert into audit_event (at, action, subject_type, subject_id, actor_id, actor_role, details)
   select '2027-01-01'::timestamptz + n * interval '17 minutes',
          case when n % 1000 = 0 then 'accounts.role_changed' else 'circulation.loan_opened' end, 'loan', n % 20000,
          n % 3000, case when n % 3 = 0 then 'patron' else 'librarian' end, '{}'
   from generate_series(1, 60000) as n`,
  'vacuum (analyze) audit_event',
];

describe('The audit trail of many months', function () {
  this.timeout(120_000);
  let running: RunningService;
  let watch: PlanWatch;

  before(async () => {
    const databaseUrl = await freshDatabase('migrated');
    running = await startService({ config: { databaseUrl } });
    const database = running.service.container.resolve(Database);
    for (const month of months) await new SqlTrailMonths(database, new HandClock(month)).createAhead();
    await running.stop();
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    for (const statement of filled) await client.query(statement);
    watch = await PlanWatch.over(client);
    await client.end();
    const name = new URL(databaseUrl).pathname.slice(1);
    for (const setting of planTelling) await administrate(`alter database ${name} set ${setting}`);
    running = await startService({ config: { databaseUrl } });
  });
  after(() => running.stop());

  /** Asks often enough for PostgreSQL to consider a generic plan. Returns the last plan. */
  async function planOf(filter: AuditFilter, slice: Partial<SliceRequest> = {}): Promise<PlanNode> {
    const queries = running.service.container.resolve<AuditQueries>(AuditQueries);
    await watch.take();
    for (let time = 0; time < 8; time++)
      await queries.list(filter, 'newest first', { after: undefined, limit: 50, ...slice });
    return planIn(await watch.take());
  }

  function planIn(executed: readonly Executed[]): PlanNode {
    const last = executed.findLast(({ statement }) => statement.includes('from audit_event'));
    if (!last) throw new Error('Nothing read the trail.');
    const large = new Set(tablesIn(last.plan).filter((name) => /_202[78]_/.test(name)));
    expect(costlySteps(last.plan, large)).to.deep.equal([]);
    return last.plan;
  }

  it('opens one month when the time of one month is asked for', async () => {
    const span = { from: new Date('2027-08-01'), before: new Date('2027-09-01') };
    for (const filter of [span, { ...span, actorId: 7 }, { ...span, action: 'accounts.role_changed' }])
      expect(tablesIn(await planOf(filter))).to.deep.equal(['audit_event_2027_08']);
  });

  it('opens no month after the place of a cursor', async () => {
    const after = ['2027-03-10T00:00:00.000Z', 5_000];
    expect(tablesIn(await planOf({}, { after }))).to.deep.equal(
      ['2026_12', '2027_01', '2027_02', '2027_03', 'past'].map((name) => `audit_event_${name}`),
    );
  });

  it('reads by the index of each filter, and sorts at most a few, when no time is asked for', async () => {
    for (const [filter, index] of [
      [{}, '_at_id_idx'],
      [{ actorId: 7 }, '_actor_id_at_id_idx'],
      [{ action: 'accounts.role_changed' }, '_action_at_id_idx'],
      [{ action: 'nothing.ever' }, '_action_at_id_idx'],
    ] as const) {
      const plan = await planOf(filter);
      expect(indexesOf(plan), JSON.stringify(filter)).to.include(`audit_event_2027_08${index}`);
    }
    expect(stepsOf(await planOf({})))
      .to.include('Append')
      .and.not.include('Sort');
  });

  it('opens only the months of the events that forget their borrower', async () => {
    await watch.take();
    const trail = running.service.container.resolve<AuditTrail>(AuditTrail);
    expect(await trail.forgetPatrons(['loan'], new Date('2027-02-01'), 100)).to.equal(100);
    expect(tablesIn(planIn(await watch.take()))).to.not.include('audit_event_2027_03');
  });
});

function stepsOf(plan: PlanNode): string[] {
  return [plan['Node Type'], ...(plan.Plans ?? []).flatMap(stepsOf)];
}

function tablesIn(plan: PlanNode): string[] {
  const { 'Relation Name': own } = plan;
  const all = [...(own === undefined ? [] : [own]), ...(plan.Plans ?? []).flatMap(tablesIn)];
  return [...new Set(all)].toSorted();
}
