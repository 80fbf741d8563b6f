import { Migration } from '@mikro-orm/migrations';
import { expect } from 'chai';
import {
  migrationFiles,
  type MigrationFile,
} from '../../src/infrastructure/kernel/migrations/migration-files.js';
import { accepted, isAccepted } from './accepted.js';
import { lint, rules } from './lint.js';
import { filePlants } from './plants/file-plants.js';
import type { Plant } from './plants/plant.js';
import { schemaPlants } from './plants/schema-plants.js';
import { squawkPlants } from './plants/squawk-plants.js';
import { review } from './reviewed.js';

const pairs = [...filePlants, ...schemaPlants, ...squawkPlants];
const setting = {
  features: ['catalogue'],
  releases: ['1.0.0'],
  frozen: new Map([['20261231T000000_catalogue_frozen', 'what it did']]),
};

describe('The linter of migrations', () => {
  for (const { rule, title, offender, twin, earlier = [] } of pairs) {
    it(`reports ${title} (${rule})`, async () => {
      const found = await findings(offender, earlier);
      expect(found.map((finding) => finding.rule)).to.include(rule);
    });

    it(`accepts a harmless variant of ${title} (${rule})`, async () => {
      expect(await findings(twin, earlier)).to.deep.equal([]);
    });
  }

  it('has a bad example for every rule of its own', () => {
    const planted = new Set(pairs.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !planted.has(id))).to.deep.equal([]);
  });

  it('only checks that a frozen migration is unchanged', async () => {
    const file = plant({ up: ['update book set shelf = 1'] });
    const { hash } = await review(file);
    const judge = async (then: string) =>
      (await lint([file], { ...setting, frozen: new Map([[file.name, then]]) })).findings;
    expect(await judge(hash)).to.deep.equal([]);
    expect((await judge('what it did')).map(({ rule }) => rule)).to.deep.equal(['frozen']);
  });

  it('finds everything that people have accepted', async () => {
    const { findings: found } = await lint(await migrationFiles(), { ...setting, frozen: new Map() });
    for (const [migration, broken] of accepted) {
      const its = new Set(found.filter((each) => each.migration === migration).map(({ rule }) => rule));
      expect([...its], migration).to.have.members(broken);
    }
    expect(found.filter(isAccepted)).to.have.length.above(0);
    expect(isAccepted({ migration: accepted[0]?.[0] ?? '', rule: 'data' })).to.equal(false);
  });

  it('reports two migrations of the same time', async () => {
    const [one, other] = [
      plant({ up: ['create table one (a text)'] }),
      plant({ up: ['create table two (a text)'] }),
    ];
    const { findings: found } = await lint([one, other], setting);
    expect(found.map(({ rule }) => rule)).to.deep.equal(['name']);
  });
});

/** The report about a migration after others, each of which has one statement. */
async function findings(given: Plant, earlier: readonly string[]) {
  const before = earlier.map((up, index) =>
    plant({ name: `20270101T11000${index}_catalogue_before`, className: 'CatalogueBefore', up: [up] }),
  );
  const file = plant(given);
  const all = (await lint([...before, file], setting)).findings;
  return all.filter(({ migration }) => migration === file.name);
}

function plant(given: Plant): MigrationFile {
  const { name = '20270101T120000_catalogue_shelf', className = 'CatalogueShelf' } = given;
  const { up, down = ['drop table shelf'], outsideTransaction, unusedSince } = given;
  class Planted extends Migration {
    readonly unusedSince = unusedSince;

    override up(): void {
      for (const statement of up) this.addSql(statement);
    }

    override isTransactional(): boolean {
      return !outsideTransaction;
    }
  }
  if (down !== 'none') {
    Object.defineProperty(Planted.prototype, 'down', {
      value(this: Planted) {
        for (const statement of down) this.addSql(statement);
      },
    });
  }
  Object.defineProperty(Planted, 'name', { value: className });
  return { name, class: Planted };
}
