import { add, drop, index, shelf, sql, type Pair } from './plant.js';

/** Squawk, as we call it, has the rules that we rely on. */
export const squawkPlants: readonly Pair[] = [
  {
    rule: 'require-concurrent-index-creation',
    title: 'an index that blocks writers',
    offender: sql('create index book_shelf on book (shelf)'),
    twin: sql('create table shelf (name text)', 'create index shelf_name on shelf (name)'),
  },
  {
    rule: 'require-concurrent-index-deletion',
    title: 'a dropped index that blocks everybody',
    offender: drop('drop index book_shelf'),
    twin: {
      ...drop('drop index concurrently if exists book_shelf'),
      down: [index],
      outsideTransaction: true,
    },
  },
  {
    rule: 'adding-foreign-key-constraint',
    title: 'a foreign key that is checked for every row',
    offender: add('add constraint book_shelf foreign key (shelf_id) references shelf'),
    twin: add('add constraint book_shelf foreign key (shelf_id) references shelf not valid'),
  },
  {
    rule: 'adding-foreign-key-constraint',
    title: 'a foreign key that comes with its column',
    offender: add('add column shelf_id bigint references shelf'),
    twin: shelf('book_id bigint not null references book'),
  },
  {
    rule: 'constraint-missing-not-valid',
    title: 'a check that is tested for every row',
    offender: add('add constraint book_weight check (weight > 0)'),
    twin: add('add constraint book_weight check (weight > 0) not valid'),
  },
  {
    rule: 'constraint-missing-not-valid',
    title: 'a check that is validated in the same file',
    offender: sql(
      'alter table book add constraint book_weight check (weight > 0) not valid',
      'alter table book validate constraint book_weight',
    ),
    twin: add('validate constraint book_weight'),
  },
  {
    rule: 'disallowed-unique-constraint',
    title: 'a unique constraint that builds its index',
    offender: add('add constraint book_mark unique (mark)'),
    twin: add('add constraint book_mark unique using index book_mark_index'),
  },
  {
    rule: 'changing-column-type',
    title: 'a change of type',
    offender: add('alter column shelf type bigint'),
    twin: add('add column shelf_number bigint'),
  },
  {
    rule: 'adding-required-field',
    title: 'a column that the previous release does not fill',
    offender: add('add column shelf text not null'),
    twin: add(`add column shelf text not null default ''`),
  },
  {
    rule: 'adding-field-with-default',
    title: 'a default that differs from row to row',
    offender: add('add column mark uuid default gen_random_uuid()'),
    twin: add('add column mark uuid'),
  },
  {
    rule: 'adding-field-with-default',
    title: 'a generated column',
    offender: add('add column folded text generated always as (fold(title)) stored'),
    twin: add('add column folded text'),
  },
  {
    rule: 'prefer-timestamp-tz',
    title: 'a time without its zone',
    offender: shelf('at timestamp not null'),
    twin: shelf('at timestamptz not null'),
  },
  {
    rule: 'prefer-text-field',
    title: 'a text of limited length',
    offender: shelf('name varchar(20) not null'),
    twin: shelf('name text not null check (length(name) <= 20)'),
  },
  {
    rule: 'prefer-identity',
    title: 'serial',
    offender: sql('create table shelf (id bigserial primary key)'),
    twin: shelf('places integer not null'),
  },
  {
    rule: 'identifier-too-long',
    title: 'a name that PostgreSQL would cut off',
    offender: add(`add column ${'x'.repeat(64)} text`),
    twin: add(`add column ${'x'.repeat(63)} text`),
  },
  {
    rule: 'syntax-error',
    title: 'invalid SQL',
    offender: add('ad column shelf text'),
    twin: add('add column shelf text'),
  },
];
