import { add, concurrent, index, sql, type Pair } from './plant.js';

export const filePlants: readonly Pair[] = [
  {
    rule: 'name',
    title: 'a name without a feature',
    offender: { ...add('add column shelf text'), name: '20270101T120000_shelf', className: 'Shelf' },
    twin: add('add column shelf text'),
  },
  {
    rule: 'name',
    title: 'a date before that of a frozen one',
    offender: { ...add('add column shelf text'), name: '20260101T120000_catalogue_shelf' },
    twin: add('add column shelf text'),
  },
  {
    rule: 'name',
    title: 'a class of another name',
    offender: { ...add('add column shelf text'), className: 'CatalogueShelves' },
    twin: add('add column shelf text'),
  },
  {
    rule: 'down',
    title: 'a missing `down`',
    offender: { ...add('add column shelf text'), down: 'none' },
    twin: { ...add('add column shelf text'), down: ['alter table book drop column shelf'] },
  },
  {
    rule: 'statements',
    title: 'an explicit lock',
    offender: sql('lock table book', 'alter table book add column shelf text'),
    twin: add('add column shelf text'),
  },
  {
    rule: 'statements',
    title: 'truncate',
    offender: sql('truncate book'),
    twin: sql(`comment on table book is 'truncate'`),
  },
  {
    rule: 'statements',
    title: 'a transaction of its own',
    offender: sql('begin', 'alter table book add column shelf text', 'commit'),
    twin: add('add column shelf text'),
  },
  {
    rule: 'statements',
    title: 'code that the linter cannot read',
    offender: sql(`do $$ begin update book set shelf = ''; end $$`),
    twin: sql(`create function shelve() returns void language sql begin atomic select 1; end`),
  },
  {
    rule: 'statements',
    title: 'a lock timeout of its own',
    offender: sql('set lock_timeout = 0', 'alter table book add column shelf text'),
    twin: add('set (fillfactor = 90)'),
  },
  {
    rule: 'concurrent',
    title: 'a concurrent index in a transaction',
    offender: sql(index),
    twin: concurrent(index),
  },
  {
    rule: 'concurrent',
    title: 'two indexes outside of a transaction',
    offender: { ...concurrent(index), up: [index, index.replaceAll('shelf', 'place')] },
    twin: concurrent(index),
  },
  {
    rule: 'concurrent',
    title: 'a concurrent index that cannot be run again',
    offender: concurrent(index.replace('if not exists ', '')),
    twin: concurrent(index),
  },
  {
    rule: 'concurrent',
    title: 'a `down` that locks',
    offender: concurrent(index, 'drop index book_shelf'),
    twin: concurrent(index),
  },
  {
    rule: 'one-table',
    title: 'two tables at once',
    offender: sql('alter table book add column shelf text', 'alter table copy add column place text'),
    twin: sql('alter table book add column shelf text', 'alter table book add column place text'),
  },
  {
    rule: 'one-table',
    title: 'a trigger on another table',
    offender: sql(
      'alter table book add column shelf text',
      'create trigger shelve after insert on copy for each row execute function shelve()',
    ),
    twin: sql(
      'alter table book add column shelf text',
      'create trigger shelve after insert on book for each row execute function shelve()',
    ),
  },
];
