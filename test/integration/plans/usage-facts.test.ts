import { expect } from 'chai';
import { Client } from 'pg';
import { LifecycleFacts } from '../../../src/application/usage/lifecycle/lifecycle-facts.js';
import { MailEvidence } from '../../../src/application/usage/mails/mail-evidence.js';
import { ToldClients } from '../../../src/application/usage/mails/told-clients.js';
import { aLifecycle } from '../../../src/application/usage/lifecycle/lifecycles.fake.js';
import { administrate, freshDatabase } from '../../support/postgres.js';
import { startService, type RunningService } from '../../support/service.js';
import { costlySteps } from './plan.js';
import { PlanWatch, planTelling } from './plan-watch.js';

const large: ReadonlySet<string> = new Set(['usage_hour', 'usage_day', 'usage_evidence', 'lifecycle_mail']);

/** 500 clients that call 40 operations of v1: a month by hour, and a year by day. */
const filled = [
  `insert into consumer (ref, kind, name, first_seen_at)
   select 'key:' || n, 'key', 'Client ' || n, now() from generate_series(1, 500) as n`,
  `insert into usage_hour
   select c, case o when 0 then 'listBooks' else 'operation' || o end, 1, '1.0', 'default', '',
          date_trunc('hour', now()) - make_interval(hours => h * 7), '2xx', 3, now() - make_interval(hours => h * 7)
   from generate_series(1, 500) as c, generate_series(0, 39) as o, generate_series(0, 9) as h`,
  `insert into usage_day
   select c, case o when 0 then 'listBooks' else 'operation' || o end, 1, '1.0', 'default', '',
          current_date - 36 - d * 30, '2xx', 3, now() - make_interval(days => 36 + d * 30)
   from generate_series(1, 500) as c, generate_series(0, 39) as o, generate_series(0, 9) as d`,
  `insert into usage_evidence
     (consumer_id, operation_id, major, element, at, request_id, user_agent, minor, minor_source, status)
   select c, case o when 0 then 'listBooks' else 'operation' || o end, 1, '', now(), 'request', '', '1.0', 'default', 200
   from generate_series(1, 500) as c, generate_series(0, 39) as o, generate_series(1, 2)`,
  `insert into lifecycle_mail (consumer_id, lifecycle_id, stage, state, made_at, settled_at)
   select c, case o when 0 then 'v1-list-books' else 'v1-other-' || o end, 'announce',
          case when c % 50 = 0 then 'untold' else 'delivered' end, now(), now()
   from generate_series(1, 500) as c, generate_series(0, 39) as o`,
  'vacuum (analyze) consumer, usage_hour, usage_day, usage_evidence, lifecycle_mail',
];

describe('Questions about an end of life, among many counts', function () {
  this.timeout(180_000);
  let running: RunningService;
  let watch: PlanWatch;

  before(async () => {
    const databaseUrl = await freshDatabase('migrated');
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

  /** The scans of whole tables, and what was found. */
  async function scans<T>(ask: () => Promise<T>): Promise<{ readonly faults: string[]; readonly found: T }> {
    await watch.take();
    const found = await ask();
    const executed = await watch.take();
    expect(executed).to.not.deep.equal([]);
    return { found, faults: executed.flatMap(({ plan }) => costlySteps(plan, large)) };
  }
  it('what a decision depends on uses indexes', async () => {
    const { found, faults } = await scans(() =>
      running.service.container.resolve<LifecycleFacts>(LifecycleFacts).of(aLifecycle, new Date()),
    );
    expect(found.uses).to.have.length(500);
    expect(faults).to.deep.equal([]);
  });

  it('who can be told uses indexes', async () => {
    const { found, faults } = await scans(() =>
      running.service.container.resolve<ToldClients>(ToldClients).of(aLifecycle, new Date()),
    );
    expect(found).to.have.length(500);
    expect(faults).to.deep.equal([]);
  });

  it('what a mail shows uses indexes', async () => {
    const evidence = running.service.container.resolve<MailEvidence>(MailEvidence);
    const { found, faults } = await scans(() => evidence.uses(7, aLifecycle, new Date()));
    expect(found[0]).to.include({ operationId: 'listBooks', calls: 30 });
    expect(faults).to.deep.equal([]);
  });

  it('who could not be told uses indexes', async () => {
    const evidence = running.service.container.resolve<MailEvidence>(MailEvidence);
    const { found, faults } = await scans(() => evidence.untold(aLifecycle, new Date(), 50));
    expect(found).to.have.length(10);
    expect(faults).to.deep.equal([]);
  });
});
