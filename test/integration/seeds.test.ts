import { expect } from 'chai';
import { createConfig, type Config } from '../../config/index.js';
import { isEmpty, seedLarge, seedStandard } from '../../src/composition/database/seeding.js';
import type { Progress } from '../../src/interface/cli/kernel/progress.js';
import { freshDatabase, seededAt } from '../support/postgres.js';
import { ask, askOne, dump } from '../support/seeds.js';

const later = new Date(seededAt.getTime() + 45 * 86_400_000);
const size = { books: 2_500, patrons: 60, loansPerCopy: 2 };
const silent: Progress = { start: () => undefined, step: () => undefined, stop: () => undefined };

const on = (databaseUrl: string): Config => createConfig('test', { databaseUrl });

/** Simulates Ctrl-C after the first batch. */
function cutAt(doomed: string): Progress {
  let stretch = '';
  return {
    ...silent,
    start: (_total, what) => (stretch = what),
    step() {
      if (stretch === doomed) throw new Error('cut');
    },
  };
}

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error as Error).message,
  );

describe('The standard seed', () => {
  it('fills an empty library', async () => {
    const url = await freshDatabase('migrated');
    expect(await isEmpty(on(url))).to.equal(true);
    await seedStandard(on(url), seededAt);
    expect(await isEmpty(on(url))).to.equal(false);
  });

  it('changes nothing when it is run again, even weeks later', async () => {
    const url = await freshDatabase('seeded');
    const before = await dump(url);
    await seedStandard(on(url), seededAt);
    expect(await dump(url)).to.deep.equal(before);
    await seedStandard(on(url), later);
    expect(await dump(url)).to.deep.equal(before);
  });

  it('gives two new databases the same rows with the same keys', async () => {
    const [one, other] = [await freshDatabase('migrated'), await freshDatabase('seeded')];
    await seedStandard(on(one), seededAt);
    // The salt of a password is random.
    expect(await dump(one, ['password_hash'])).to.deep.equal(await dump(other, ['password_hash']));
  });

  it('is loaded once by several processes that start at the same time', async () => {
    const url = await freshDatabase('migrated');
    await Promise.all([1, 2, 3].map(() => seedStandard(on(url), seededAt)));
    const other = await freshDatabase('seeded');
    expect(await dump(url, ['password_hash'])).to.deep.equal(await dump(other, ['password_hash']));
  });

  it('keeps changes that were made since', async () => {
    const url = await freshDatabase('seeded');
    await ask(url, `update book set title = 'Renamed', revision = 2 where id = 1`);
    await ask(url, `update book set withdrawn_at = now() where id = 2`);
    await ask(url, `update patron set blocks = '[]', password_hash = 'changed'`);
    const before = await dump(url);
    await seedStandard(on(url), later);
    expect(await dump(url)).to.deep.equal(before);
  });

  it('continues after the card numbers and barcodes that were assigned before it', async () => {
    const url = await freshDatabase('migrated');
    await ask(url, `select nextval('patron_card_number'), nextval('copy_barcode'), nextval('copy_barcode')`);
    await seedStandard(on(url), seededAt);
    expect(await askOne(url, 'select min(card_number) from patron')).to.equal('P0000002');
    expect(await askOne(url, 'select min(barcode) from copy')).to.equal('C00000003');
  });

  it('stores nothing when a part of it fails', async () => {
    const url = await freshDatabase('migrated');
    const before = await dump(url);
    await ask(url, `alter table copy add constraint never check (barcode <> 'C00000009')`);
    expect(await failureOf(seedStandard(on(url), seededAt))).to.include('"never"');
    const { sequences: _, ...after } = await dump(url);
    expect({ ...after, sequences: before['sequences'] }).to.deep.equal(before);
  });
});

for (const environment of ['staging', 'production'] as const) {
  describe(`In ${environment}`, () => {
    for (const [name, seed] of Object.entries({ seedStandard, seedLarge })) {
      it(`${name} is refused, and stores nothing`, async () => {
        const databaseUrl = await freshDatabase('migrated');
        const before = await dump(databaseUrl);
        const jwtSecrets = ['a secret of production alone, long enough'];
        const refused = seed(
          createConfig(environment, {
            databaseUrl,
            jwtSecrets,
            publicUrl: 'https://a.example',
            registration: 'open',
          }),
        );
        expect(await failureOf(refused)).to.match(new RegExp(`^Seeds are refused in ${environment}`));
        expect(await dump(databaseUrl)).to.deep.equal(before);
      });
    }
  });
}

describe('The large seed', () => {
  let whole: string;
  before(async () => {
    whole = await freshDatabase('migrated');
    await seedLarge(on(whole), silent, size, seededAt);
  });

  it('follows the standard one, whose keys do not change', async () => {
    const all = await dump(whole, ['password_hash']);
    const standard = await dump(await freshDatabase('seeded'), ['password_hash']);
    for (const [table, more] of [
      ['patron', size.patrons],
      ['book', size.books],
      ['copy', size.books],
    ] as const) {
      const rows = standard[table] ?? [];
      expect(all[table], table).to.include.members(rows);
      expect(all[table], table).to.have.lengthOf(rows.length + more);
    }
  });

  it('changes nothing when it is run again, even weeks later', async () => {
    const before = await dump(whole);
    await seedLarge(on(whole), silent, size, later);
    expect(await dump(whole)).to.deep.equal(before);
  });

  for (const stretch of ['Books', 'Loans']) {
    it(`is completed by the next run when it was interrupted in the ${stretch.toLowerCase()}`, async () => {
      const url = await freshDatabase('migrated');
      expect(await failureOf(seedLarge(on(url), cutAt(stretch), size, seededAt))).to.equal('cut');
      const before = await dump(url, ['password_hash']);
      const complete = await dump(whole, ['password_hash']);
      expect(before).to.not.deep.equal(complete);
      await seedLarge(on(url), silent, size, seededAt);
      expect(await dump(url, ['password_hash'])).to.deep.equal(complete);
    });
  }

  it('reports its progress, and ends the progress bar', async () => {
    const said: (string | number)[] = [];
    const progress: Progress = {
      start: (total, what) => said.push(`${what} ${total}`),
      step: (units) => said.push(units),
      stop: () => said.push('stop'),
    };
    const url = await freshDatabase('seeded');
    await seedLarge(on(url), progress, { books: 2_500, patrons: 10, loansPerCopy: 1 }, seededAt);
    expect(said.slice(0, 5)).to.deep.equal(['Patrons 10', 10, 'Books 2500', 2_000, 500]);
    expect(said.at(-1)).to.equal('stop');
  });
});
