import { all, has, nameIn, type SqlNode } from '../sql-tree.js';
import type { Script } from '../reviewed.js';
import { alterations, tablesMade, type Rule } from './rule.js';

/** `20270101T120000_catalogue_shelf_marks`: date, feature and change. */
const name: Rule = {
  id: 'name',
  check: (migration, { earlier, features, frozen }) => {
    const form = new RegExp(
      `^20\\d{6}T[0-2]\\d[0-5]\\d[0-5]\\d_(?:${[...features, 'kernel'].join('|')})((?:_[a-z0-9]+)+)$`,
    );
    if (!form.test(migration.name)) return ['its name must be its date, its feature and its change'];
    const words = migration.name.slice('20270101T120000_'.length).split('_');
    const expected = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');
    const newest = [...frozen.keys()].toSorted().at(-1) ?? '';
    return [
      ...(migration.className === expected ? [] : [`its class must be called ${expected}`]),
      ...(migration.name > newest ? [] : [`it is older than ${newest}, which is frozen: give it a new date`]),
      ...(earlier.some((other) => other.name.slice(0, 15) === migration.name.slice(0, 15))
        ? ['another migration has the same date, so their order is undefined']
        : []),
    ];
  },
};

const down: Rule = {
  id: 'down',
  check: (migration) => (migration.down.sql.trim() === '' ? ['it has no `down`'] : []),
};

/** The kinds of statements that a migration may have: see docs/migrations.md. */
const allowed = /^((CREATE|ALTER|DROP)_\w+|INSERT|UPDATE|DELETE|MERGE|COMMENT_ON|GRANT|REVOKE|ERROR)$/;

/** Locks, transactions and limits are set by the migration runner. The linter cannot check the code inside a `do`. */
const statements: Rule = {
  id: 'statements',
  check: ({ up, down: back }) =>
    [...up.statements, ...back.statements]
      .filter(({ kind }) => !allowed.test(kind))
      .map(({ text }) => `\`${firstWords(text)}\` is not allowed in migrations`),
};

/** A migration outside of a transaction may stop half-way, so it must be one statement that can be run again. */
const concurrent: Rule = {
  id: 'concurrent',
  check: ({ inTransaction, up, down: back }) => {
    const ways = [up, back].filter(({ sql }) => sql.trim() !== '');
    if (inTransaction) {
      const there = ways.some(({ statements: list }) => list.some(isConcurrent));
      return there
        ? ['`concurrently` needs a file of its own with `isTransactional() { return false; }`']
        : [];
    }
    return ways.every(isOneThatCanBeRepeated)
      ? []
      : [
          'without a transaction, `up` and `down` are each one `create index concurrently if not exists` or `drop index concurrently if exists`',
        ];
  },
};

/** A migration that holds a lock on one table while it waits for another blocks the requests to both. */
const oneTable: Rule = {
  id: 'one-table',
  check: (migration) => {
    const made = tablesMade(migration.up.statements);
    const triggers = all(migration.up.statements, /^CREATE_TRIGGER$/).map((it) =>
      nameIn(it, /^ON_RELATION$/),
    );
    const tables = new Set([
      ...alterations(migration).map(({ table }) => table),
      ...triggers.map((on) => on.replace(/^on\s+/, '')).filter((table) => !made.has(table)),
    ]);
    return tables.size > 1 ? [`it locks ${[...tables].join(' and ')} at once: write a file for each`] : [];
  },
};

function isConcurrent(statement: SqlNode): boolean {
  return statement.parts.some(({ kind }) => kind === 'CONCURRENTLY_KW');
}

function isOneThatCanBeRepeated({ statements: list }: Script): boolean {
  const [only, ...more] = list;
  return only !== undefined && more.length === 0 && isConcurrent(only) && has(only, /^IF_(NOT_)?EXISTS$/);
}

function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, 3).join(' ').replace(/;$/, '');
}

/** Rules about a file as a whole. */
export const fileRules: readonly Rule[] = [name, down, statements, concurrent, oneTable];
