import { Migration } from '@mikro-orm/migrations';

/**
 * The known kinds of copies: four standard ones, and those that are stored. The previous release stores any kind, so
 * triggers add what a row brings (docs/decisions/0046).
 */
export class CatalogueCopyKinds extends Migration {
  override up(): void {
    this.addSql('create table copy_kind (code text primary key)');
    this.addSql(`insert into copy_kind values ('standard'), ('short_loan'), ('reference'), ('media')`);
    this.addSql('insert into copy_kind select distinct kind from copy order by kind on conflict do nothing');
    this.addSql(`
      create function catalogue_learn_kind() returns trigger language plpgsql as $$
      begin
        insert into copy_kind values (new.kind) on conflict do nothing;
        return null;
      end $$`);
    // The locks come last: the statement above reads the whole table.
    this.addSql(`
      create trigger copy_kind_on_insert after insert on copy
      for each row execute function catalogue_learn_kind()`);
    this.addSql(`
      create trigger copy_kind_on_update after update of kind on copy
      for each row when (new.kind <> old.kind) execute function catalogue_learn_kind()`);
  }

  override down(): void {
    this.addSql('drop trigger copy_kind_on_insert on copy');
    this.addSql('drop trigger copy_kind_on_update on copy');
    this.addSql('drop function catalogue_learn_kind');
    this.addSql('drop table copy_kind');
  }
}
