import { Migration } from '@mikro-orm/migrations';

/**
 * The known categories of patrons: four standard ones, and those that are stored. The previous release stores any
 * category, so triggers add what a row brings (docs/decisions/0046).
 */
export class AccountsPatronCategories extends Migration {
  override up(): void {
    this.addSql('create table patron_category (code text primary key)');
    this.addSql(`insert into patron_category values ('adult'), ('child'), ('student'), ('staff')`);
    this.addSql(`
      insert into patron_category select distinct category from patron order by category on conflict do nothing`);
    this.addSql(`
      create function accounts_learn_category() returns trigger language plpgsql as $$
      begin
        insert into patron_category values (new.category) on conflict do nothing;
        return null;
      end $$`);
    // The locks come last: the statement above reads the whole table.
    this.addSql(`
      create trigger patron_category_on_insert after insert on patron
      for each row execute function accounts_learn_category()`);
    this.addSql(`
      create trigger patron_category_on_update after update of category on patron
      for each row when (new.category <> old.category) execute function accounts_learn_category()`);
  }

  override down(): void {
    this.addSql('drop trigger patron_category_on_insert on patron');
    this.addSql('drop trigger patron_category_on_update on patron');
    this.addSql('drop function accounts_learn_category');
    this.addSql('drop table patron_category');
  }
}
