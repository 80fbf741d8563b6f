import { Migration } from '@mikro-orm/migrations';

/** Case- and accent-insensitive text for every feature, and the audit trail. */
export class KernelFoundations extends Migration {
  override up(): void {
    this.addSql('create extension if not exists unaccent');
    this.addSql('create extension if not exists pg_trgm');
    // unaccent() is only STABLE because its dictionary could change. This dictionary does not change, and an index
    // needs an IMMUTABLE function.
    this.addSql(`
      create function fold(words text) returns text
      language sql immutable strict parallel safe
      return lower(unaccent('unaccent'::regdictionary, words))`);
    this.addSql(`
      create table audit_event (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        action text not null,
        subject_type text not null,
        subject_id bigint not null,
        actor_id bigint,
        actor_role text not null,
        request_id text,
        details jsonb not null default '{}'
      )`);
    this.addSql('create index audit_event_subject on audit_event (subject_type, subject_id, id)');
  }

  override down(): void {
    this.addSql('drop table audit_event');
    this.addSql('drop function fold(text)');
    this.addSql('drop extension pg_trgm');
    this.addSql('drop extension unaccent');
  }
}
