import { expect } from 'chai';
import { createConfig } from '../../config/index.js';
import { seedStandard } from '../../src/composition/database/seeding.js';
import { freshDatabase, seededAt } from '../support/postgres.js';
import { ask } from '../support/seeds.js';

describe('The usage of the standard seed', () => {
  let url: string;
  before(async () => {
    url = await freshDatabase('seeded');
  });

  it('has clients with and without an owner, through both majors, up to the present', async () => {
    const clients = await ask(
      url,
      `
      select program, patron_id is not null as owned, array_agg(distinct major order by major) as majors,
             max(last_at) as last
      from consumer join usage_hour on consumer.id = consumer_id where kind = 'program'
      group by 1, 2 order by 1`,
    );
    expect(clients).to.deep.equal([
      { program: 'https://reading.example', owned: true, majors: [1, 2], last: seededAt },
      { program: 'shelfreader', owned: true, majors: [1], last: seededAt },
      { program: 'strayreader', owned: false, majors: [1], last: seededAt },
    ]);
  });

  it('has five pieces of evidence of the deprecated operation', async () => {
    const [evidence] = await ask(
      url,
      'select count(*)::int as pieces, min(operation_id) as operation from usage_evidence',
    );
    expect(evidence).to.deep.equal({ pieces: 5, operation: 'changeUserRole' });
  });

  it('is not added to again, a day later either', async () => {
    const sum = () => ask(url, 'select sum(calls)::int as calls, count(*)::int as rows from usage_hour');
    const before = await sum();
    await seedStandard(createConfig('test', { databaseUrl: url }), new Date(seededAt.getTime() + 86_400_000));
    expect(await sum()).to.deep.equal(before);
  });
});
