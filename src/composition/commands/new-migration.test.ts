import { expect } from 'chai';
import { newMigration } from './new-migration.js';

const now = new Date('2027-01-02T03:04:05.678Z');

describe('A new migration', () => {
  it('is named by its time, its feature and its change', () => {
    expect(newMigration('circulation_holds', now).path).to.equal(
      'migrations/20270102T030405_circulation_holds.ts',
    );
  });

  it('has a class of the same name, with empty up and down migrations', () => {
    const { text } = newMigration('catalogue_isbn_13', now);
    expect(text).to.contain('export class CatalogueIsbn13 extends Migration {');
    expect(text).to.contain('override up(): void').and.contain('override down(): void');
  });

  it('runs outside of a transaction when it creates an index', () => {
    const { text } = newMigration('catalogue_index_shelf', now);
    expect(text).to.contain('override isTransactional(): boolean').and.contain('create index concurrently');
  });

  it('must name the release that stopped using the dropped part', () => {
    const { text } = newMigration('catalogue_contract_shelf', now);
    expect(text).to.contain('readonly unusedSince =').and.not.contain('isTransactional');
    expect(newMigration('catalogue_shelf_contract', now).text).to.not.contain('unusedSince');
  });

  it('sorts after all existing migrations', () => {
    const later = newMigration('accounts_a', new Date(now.getTime() + 1_000));
    expect(later.path > newMigration('circulation_z', now).path).to.equal(true);
  });

  for (const name of [
    'holds',
    'Circulation_holds',
    'circulation-holds',
    'circulation_',
    '_holds',
    '../x_y',
    '',
  ]) {
    it(`is refused under the name "${name}"`, () => {
      expect(() => newMigration(name, now)).to.throw('for example circulation_holds');
    });
  }
});
