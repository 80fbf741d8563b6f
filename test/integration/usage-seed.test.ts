import { expect } from 'chai';
import { createConfig } from '../../config/index.js';
import { lifecycle } from '../../seeds/content/usage-lifecycles.js';
import { DeclaredLifecycles } from '../../src/application/kernel/settings.js';
import { seedStandard } from '../../src/composition/database/seeding.js';
import { HandClock, withClock } from '../support/clock.js';
import { runJob } from '../support/jobs.js';
import { freshDatabase, seededAt } from '../support/postgres.js';
import { ask } from '../support/seeds.js';
import { startService } from '../support/service.js';

describe('The usage of the standard seed', () => {
  let url: string;
  before(async () => {
    url = await freshDatabase('seeded');
  });

  it('has keys, accounts and programs, with and without an owner, in both majors, up to the present', async () => {
    const clients = await ask(
      url,
      `
      select coalesce(program, email) as client, kind, patron_id is not null as owned, developer,
             array_agg(distinct major order by major) as majors, max(last_at) as last
      from consumer join usage_hour on consumer.id = consumer_id left join patron on patron.id = patron_id
      where class = 'external' group by 1, 2, 3, 4 order by 2, 1`,
    );
    const of = (client: string, kind: string, majors: number[], more = {}) => {
      return { client, kind, owned: true, developer: false, majors, last: seededAt, ...more };
    };
    expect(clients).to.deep.equal([
      of('admin@example.org', 'account', [1, 2]),
      of('haruka.ishida@example.com', 'account', [1, 2], { developer: true }),
      of('tove.lindqvist@example.org', 'account', [1]),
      of('librarian@example.org', 'key', [2]),
      of('https://reading.example', 'program', [1, 2]),
      of('shelfreader', 'program', [1]),
      of('strayreader', 'program', [1], { owned: false }),
    ]);
  });

  it('has days without a gap for a year, so that a worker has something to decide by', async () => {
    const [counted] = await ask(
      url,
      `select count(distinct day)::int as days, min(day)::text as first from
       (select day from usage_day union select (hour at time zone 'UTC')::date from usage_hour) as counted`,
    );
    expect(counted).to.deep.equal({ days: 365, first: '2025-12-02' });
  });

  it('has five pieces of evidence of each use of the deprecated operation', async () => {
    const evidence = await ask(
      url,
      `select email, operation_id as operation, status, count(*)::int as pieces
       from usage_evidence join consumer on consumer.id = consumer_id join patron on patron.id = patron_id
       group by 1, 2, 3 order by 1`,
    );
    expect(evidence).to.deep.equal([
      { email: 'admin@example.org', operation: 'changeUserRole', status: 200, pieces: 5 },
      { email: 'tove.lindqvist@example.org', operation: 'changeUserRole', status: 403, pieces: 5 },
    ]);
  });

  it('has mails, those that came back too, a consent, and the decision that the worker makes as well', async () => {
    const mails = await ask(url, 'select address, stage, state from lifecycle_mail order by id');
    expect(mails).to.deep.equal([
      { address: 'admin@example.org', stage: 'announce', state: 'delivered' },
      { address: 'admin@example.org', stage: 'monthly', state: 'delivered' },
      { address: 'scripts@branch.example.com', stage: 'announce', state: 'untold' },
      { address: 'scripts@branch.example.com', stage: 'monthly', state: 'untold' },
    ]);
    const agreed = await ask(
      url,
      'select kind from lifecycle_consent join lifecycle_announcement using (consumer_id)',
    );
    expect(agreed).to.deep.equal([{ kind: 'consent' }]);
    const decision = () =>
      ask(url, 'select lifecycle_id, state, obstacles, without_brownouts from lifecycle_state');
    const seeded = await decision();
    expect(seeded).to.have.lengthOf(1);
    const clock = new HandClock();
    const running = await startService({ config: { databaseUrl: url }, overrides: [withClock(clock)] });
    try {
      await runJob(running.service, 'usage.decide_lifecycles');
      expect(await decision()).to.deep.equal(seeded);
      const { container } = running.service;
      const [declared] = container.resolve<DeclaredLifecycles>(DeclaredLifecycles).all();
      expect(declared).to.deep.include(lifecycle.days);
    } finally {
      await running.stop();
    }
  });

  it('is not added to again, a day or weeks later either', async () => {
    const tables = [
      'consumer',
      'usage_hour',
      'usage_day',
      'usage_evidence',
      'lifecycle_mail',
      'lifecycle_consent',
    ];
    const rows = async () => {
      const counts = tables.map((table) => ask(url, `select count(*)::int as rows from ${table}`));
      return (await Promise.all(counts)).flat();
    };
    const before = await rows();
    for (const days of [1, 50]) {
      const later = new Date(seededAt.getTime() + days * 86_400_000);
      await seedStandard(createConfig('test', { databaseUrl: url }), later);
    }
    expect(await rows()).to.deep.equal(before);
  });
});
