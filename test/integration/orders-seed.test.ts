import { expect } from 'chai';
import { createConfig } from '../../config/index.js';
import { seedStandard } from '../../src/composition/database/seeding.js';
import { freshDatabase, seededAt } from '../support/postgres.js';
import { ask } from '../support/seeds.js';

describe('The orders of the standard seed', () => {
  let url: string;
  before(async () => {
    url = await freshDatabase('seeded');
  });

  const orders = () =>
    ask(
      url,
      `select purchase_order.id::int as id, status, currency, revision,
              array_agg(received || ' of ' || quantity order by number) as lines,
              count(book_id)::int as books
       from purchase_order join purchase_order_line on order_id = purchase_order.id group by 1, 2, 3, 4 order by 1`,
    );

  it('are drafts and orders in different states, for books and for titles to come', async () => {
    expect(await orders()).to.deep.equal([
      { id: 1, status: 'draft', currency: 'EUR', revision: 1, lines: ['0 of 2', '0 of 1'], books: 1 },
      { id: 2, status: 'ordered', currency: 'EUR', revision: 2, lines: ['0 of 5', '0 of 2'], books: 1 },
      {
        id: 3,
        status: 'partly_received',
        currency: 'SEK',
        revision: 3,
        lines: ['2 of 3', '0 of 1'],
        books: 1,
      },
      { id: 4, status: 'draft', currency: 'JPY', revision: 1, lines: ['0 of 1'], books: 0 },
    ]);
  });

  it('are not added to again, a day later either', async () => {
    const before = await orders();
    const later = new Date(seededAt.getTime() + 86_400_000);
    await seedStandard(createConfig('test', { databaseUrl: url }), later);
    expect(await orders()).to.deep.equal(before);
  });
});
