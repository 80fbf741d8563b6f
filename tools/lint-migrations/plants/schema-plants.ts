import { add, drop, shelf, sql, type Pair } from './plant.js';

export const schemaPlants: readonly Pair[] = [
  {
    rule: 'rename',
    title: 'a renamed column',
    offender: add('rename column shelf to place'),
    twin: add('add column place text'),
  },
  {
    rule: 'rename',
    title: 'a renamed index',
    offender: sql('alter index book_shelf rename to book_place'),
    twin: sql('alter index book_shelf set (fillfactor = 90)'),
  },
  {
    rule: 'contract',
    title: 'a dropped column',
    offender: add('drop column shelf'),
    twin: drop('alter table book drop column shelf'),
  },
  {
    rule: 'contract',
    title: 'a dropped function',
    offender: sql('drop function shelve()'),
    twin: drop('drop function shelve()'),
  },
  {
    rule: 'contract',
    title: 'a dropped default that the previous release may rely on',
    offender: add('alter column shelf drop default'),
    twin: add(`alter column shelf set default ''`),
  },
  {
    rule: 'contract',
    title: 'a dropped `not null` on a column that the previous release may read',
    offender: add('alter column shelf drop not null'),
    twin: drop('alter table book alter column shelf drop not null'),
  },
  {
    rule: 'contract',
    title: 'a check that is dropped and not replaced',
    offender: add('drop constraint book_shelf_check'),
    twin: add(
      `drop constraint book_shelf_check, add constraint book_shelf_known check (shelf in ('A', 'B')) not valid`,
    ),
  },
  {
    rule: 'contract',
    title: 'a check that is replaced together with a drop of something else',
    offender: add(
      `drop constraint book_shelf_check, add constraint book_shelf_known check (shelf <> '') not valid, drop column year`,
    ),
    twin: add(
      `drop constraint book_shelf_check, add constraint book_shelf_known check (shelf <> '') not valid`,
    ),
  },
  {
    rule: 'contract',
    title: 'a drop that names no release',
    offender: { ...drop('drop table shelf'), unusedSince: '9.9.9' },
    twin: drop('drop table shelf'),
  },
  {
    rule: 'data',
    title: 'a change of every row',
    offender: sql(`update book set shelf = ''`),
    twin: sql('create table shelf (name text)', `update shelf set name = ''`),
  },
  {
    rule: 'data',
    title: 'a change of rows inside a `with`',
    offender: sql('with gone as (delete from public.book returning id) insert into policy (id) values (1)'),
    twin: sql('insert into policy (id) values (1)'),
  },
  {
    rule: 'data',
    title: 'a copy of every row',
    offender: sql('insert into policy (id) select id from book'),
    twin: sql('insert into policy (id) values (1), (2)'),
  },
  {
    rule: 'column-constraint',
    title: 'a column with a check',
    offender: add('add column weight bigint check (weight > 0)'),
    twin: sql(
      'alter table book add column weight bigint',
      'alter table book add constraint book_weight check (weight > 0) not valid',
    ),
  },
  {
    rule: 'column-constraint',
    title: 'a unique column',
    offender: add('add column mark text unique'),
    twin: shelf('mark text unique'),
  },
  {
    rule: 'set-not-null',
    title: '`set not null` without a validated check',
    offender: add('alter column shelf set not null'),
    twin: add('alter column place set not null'),
    earlier: [
      'alter table book add constraint book_place check (place is not null) not valid',
      'alter table book validate constraint book_place',
      'alter table book add constraint book_shelf check (shelf is not null) not valid',
    ],
  },
  {
    rule: 'json',
    title: 'json',
    offender: add('add column notes json'),
    twin: add('add column notes jsonb'),
  },
  {
    rule: 'identity',
    title: 'a key of 32 bits',
    offender: sql('create table shelf (id integer generated always as identity primary key)'),
    twin: shelf('places integer not null'),
  },
];
