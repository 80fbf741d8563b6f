import { expect } from 'chai';
import { createConfig } from '../../config/index.js';
import { seedLarge, seedStandard } from '../../src/composition/database/seeding.js';
import { freshDatabase, seededAt } from '../support/postgres.js';
import { ask, askOne } from '../support/seeds.js';

const now = `'${seededAt.toISOString()}'::timestamptz`;
const silent = { start: () => undefined, step: () => undefined, stop: () => undefined };

/** Pairs of loans of one copy that overlap in time. */
const meeting = `
  select count(*)::int from loan as one join loan as other on one.copy_id = other.copy_id and one.id < other.id
  where tstzrange(one.out_at, one.closed_at) && tstzrange(other.out_at, other.closed_at)`;

const disagreeing = `
  select count(*)::int from copy
  where (status = 'on_loan') <> exists (select from loan where copy_id = copy.id and closed_at is null)`;

describe('The loans of the standard seed', () => {
  let url: string;
  before(async () => (url = await freshDatabase('seeded')));

  /** Counts loans that meet a condition, of one patron or of all. */
  const count = (condition: string, email = ''): Promise<unknown> =>
    askOne(
      url,
      `select count(*)::int from loan left join patron on patron.id = patron_id
                 where (email = '${email}' or '${email}' = '') and ${condition}`,
    );

  const current = `loan.closed_at is null and due_at >= ${now}`;
  const overdue = `loan.closed_at is null and due_at < ${now}`;

  it('are twelve open, six overdue, and sixty closed in the past year', async () => {
    expect(await count(current)).to.equal(12);
    expect(await count(overdue)).to.equal(6);
    expect(await count(`loan.closed_at between out_at and ${now}`)).to.equal(60);
    expect(await count(`out_at not between ${now} - interval '1 year' and ${now}`)).to.equal(0);
    expect(await count(`${current} and due_at < ${now} + interval '3 days'`)).to.be.at.least(3);
  });

  it('leave the demo patron below the loan limit', async () => {
    const me = 'patron@example.org';
    expect(await count(current, me)).to.equal(1);
    expect(await count(overdue, me)).to.equal(1);
    expect(await count('loan.closed_at is not null', me)).to.be.at.least(3);
  });

  it('have the terms of their patron and copy, and are due at the end of a day', async () => {
    const rows = await ask<{ category: string; kind: string; days: number }>(
      url,
      `select distinct category, kind, (terms ->> 'loanDays')::int as days
       from loan join patron on patron.id = patron_id join copy on copy.id = copy_id`,
    );
    const usual: Record<string, number> = { adult: 21, child: 14, student: 28, staff: 42 };
    for (const { category, kind, days } of rows) {
      expect(days, `${category} ${kind}`).to.equal(kind === 'short_loan' ? 3 : usual[category]);
    }
    expect(new Set(rows.map(({ category }) => category)).size).to.equal(4);
    expect(await count(`(due_at at time zone 'UTC')::time <> '23:59:59'`)).to.equal(0);
    const [outDay, dueDay] = [`(out_at at time zone 'UTC')::date`, `(due_at at time zone 'UTC')::date`];
    const days = `(terms ->> 'loanDays')::int`;
    expect(await count(`renewals = 0 and ${dueDay} <> ${outDay} + ${days}`)).to.equal(0);
    // A renewal counts from its day, which is not stored.
    expect(
      await count(
        `renewals = 1 and ${dueDay} not between ${outDay} + ${days} + 1 and ${outDay} + ${days} * 2`,
      ),
    ).to.equal(0);
  });

  it('never overlap on a copy, and agree with the status of the copy', async () => {
    expect(await askOne(url, meeting)).to.equal(0);
    expect(await askOne(url, disagreeing)).to.equal(0);
  });

  it('never exceed the loan limit of a patron, then or now', async () => {
    const most = await askOne(
      url,
      `select count(*)::int from loan where (terms ->> 'loansMax')::int < (
         select count(*) from loan as other where other.patron_id = loan.patron_id
         and tstzrange(other.out_at, other.closed_at) @> loan.out_at)`,
    );
    expect(most).to.equal(0);
  });

  it('leave at least one book without a free copy, and many books with several', async () => {
    const free = `select count(*)::int from (
      select book_id, count(*) filter (where status = 'available') as free from copy group by book_id) as shelf`;
    expect(await askOne(url, `${free} where free = 0`)).to.be.at.least(1);
    expect(await askOne(url, `${free} where free >= 2`)).to.be.at.least(30);
    expect(
      await askOne(url, `select count(*)::int from copy where book_id = 1 and status = 'available'`),
    ).to.equal(3);
  });

  it('all refer to an existing patron, book and copy', async () => {
    expect(await askOne(url, 'select count(*)::int from loan')).to.equal(78);
  });
});

describe('The standard seed in a library that already has loans', () => {
  it('does not lend a copy that is already on loan', async () => {
    const url = await freshDatabase('seeded');
    const config = createConfig('test', { databaseUrl: url });
    await ask(url, `begin; delete from loan; update copy set status = 'available'; commit`);
    await ask(
      url,
      `begin; update copy set status = 'on_loan';
       insert into loan (copy_id, book_id, patron_id, out_at, due_at, renewals, terms)
       select id, book_id, 1, now(), now() + interval '1 day', 0, '{}' from copy; commit`,
    );
    await seedStandard(config, seededAt);
    expect(await askOne(url, 'select count(*) = (select count(*) from copy) from loan')).to.equal(true);
    expect(await askOne(url, disagreeing)).to.equal(0);
  });

  it('keeps policies that were changed before', async () => {
    const url = await freshDatabase('seeded');
    await ask(url, `update policy set loan_days = 99`);
    await seedStandard(createConfig('test', { databaseUrl: url }), seededAt);
    expect(await askOne(url, 'select count(*)::int from policy where loan_days = 99')).to.equal(5);
  });
});

describe('The loans of the large seed', () => {
  it('have the expected number per copy, are all closed, and never overlap', async () => {
    const url = await freshDatabase('migrated');
    const config = createConfig('test', { databaseUrl: url, libraryTimeZone: 'Europe/Berlin' });
    await seedLarge(config, silent, { books: 300, patrons: 40, loansPerCopy: 10 }, seededAt);
    const past = `from loan join book on book.id = book_id where isbn13 like '9799%'`;
    expect(await askOne(url, `select count(*)::int ${past}`)).to.equal(3_000);
    expect(await askOne(url, `select count(distinct patron_id)::int ${past}`)).to.equal(40);
    expect(
      await askOne(url, `select count(*)::int ${past} and closed_at between out_at and ${now}`),
    ).to.equal(3_000);
    expect(
      await askOne(url, `select distinct (due_at at time zone 'Europe/Berlin')::time::text ${past}`),
    ).to.equal('23:59:59');
    expect(await askOne(url, meeting)).to.equal(0);
    expect(await askOne(url, disagreeing)).to.equal(0);
  });
});
