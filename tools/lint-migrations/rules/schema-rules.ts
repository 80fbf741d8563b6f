import { all, has, nameIn, type SqlNode } from '../sql-tree.js';
import type { Reviewed } from '../reviewed.js';
import { alterations, tablesMade, type Rule } from './rule.js';

/** The release before knows only the old name. */
const rename: Rule = {
  id: 'rename',
  check: ({ up }) =>
    all(up.statements, /(^|_)RENAME_(?!KW$)/).map(
      ({ text }) =>
        `\`${text}\`: the release before knows the old name only; add, copy, and drop a release later`,
    ),
};

/** What goes away must not be in use any more, also by the release before. */
const contract: Rule = {
  id: 'contract',
  check: ({ name, up, unusedSince }, { releases }) => {
    const drops = all(up.statements, /^DROP_(?!KW$)/);
    if (!/^\w{15}_[a-z]+_contract_/.test(name)) {
      return drops.map(({ text }) => `\`${text}\` is for a file whose name says \`contract\``);
    }
    const isKnown = typeof unusedSince === 'string' && releases.includes(unusedSince);
    return isKnown
      ? []
      : ['`readonly unusedSince` is to name a release of CHANGELOG.md that does not use it any more'];
  },
};

/** Rows are changed by a job that does a few at a time, and can be stopped: docs/migrations.md. */
const data: Rule = {
  id: 'data',
  check: ({ up }) => {
    const made = tablesMade(up.statements);
    return all(up.statements, /^(UPDATE|DELETE|MERGE|INSERT)$/)
      .filter(
        (it) =>
          it.kind !== 'INSERT' ||
          it.parts.some(({ kind }) => kind !== 'VALUES' && /^(SELECT|PAREN_SELECT|TABLE)$/.test(kind)),
      )
      .filter((it) => !made.has(targetOf(it)))
      .map(
        ({ kind }) => `${kind.toLowerCase()} over a table in use: change its rows a few at a time, by a job`,
      );
  },
};

/** PostgreSQL would read the whole table, or build an index, while nobody else gets at it. */
const columnConstraint: Rule = {
  id: 'column-constraint',
  check: (migration) =>
    alterations(migration)
      .flatMap(({ statement }) => all([statement], /^ADD_COLUMN$/))
      .filter((column) => has(column, /^(CHECK|UNIQUE|PRIMARY_KEY)_CONSTRAINT$/))
      .map(
        ({ text }) => `\`${text}\`: add the column alone, then its constraint as one that is not valid yet`,
      ),
};

/** A validated check spares PostgreSQL the look at every row. */
const setNotNull: Rule = {
  id: 'set-not-null',
  check: (migration, { earlier }) =>
    alterations(migration).flatMap(({ table, statement }) =>
      all([statement], /^ALTER_COLUMN$/)
        .filter((change) => has(change, /^SET_NOT_NULL$/))
        .map((change) => nameIn(change, /^(COLUMN_NAME_REF|COLUMN_REF|NAME_REF)$/))
        .filter((column) => !isMadeSure(table, column, earlier))
        .map((column) => `no earlier migration validates \`check (${column} is not null)\` of ${table}`),
    ),
};

/** `json` is a text that is parsed again at each look, and cannot even be compared. */
const json: Rule = {
  id: 'json',
  check: ({ up }) =>
    all(up.statements, /^(COLUMN|ADD_COLUMN|SET_TYPE)$/)
      .filter((column) => column.parts.some((part) => part.kind.endsWith('TYPE') && has(part, /^JSON_KW$/)))
      .map(({ text }) => `\`${text}\`: jsonb`),
};

/** Keys of 32 bits run out, and widening them rewrites the table and all that refer to it. */
const identity: Rule = {
  id: 'identity',
  check: ({ up }) =>
    all(up.statements, /^(COLUMN|ADD_COLUMN)$/)
      .filter((column) => has(column, /^GENERATED_IDENTITY$/) && !has(column, /^BIGINT_KW$/))
      .map(({ text }) => `\`${text}\`: bigint`),
};

function isMadeSure(table: string, column: string, earlier: readonly Reviewed[]): boolean {
  const altered = earlier.flatMap(({ up }) =>
    all(up.statements, /^ALTER_TABLE$/).filter((it) => nameIn(it, /^TABLE_RELATION_NAME$/) === table),
  );
  const isNotNull = new RegExp(`check\\s*\\(\\s*"?${column}"?\\s+is\\s+not\\s+null\\s*\\)`, 'i');
  const checks = all(altered, /^ADD_CONSTRAINT$/).filter(({ text }) => isNotNull.test(text));
  const names = new Set(checks.map((check) => nameIn(check, /^CONSTRAINT_NAME$/)));
  return all(altered, /^VALIDATE_CONSTRAINT$/).some((it) => names.has(nameIn(it, /REF$/)));
}

function targetOf(statement: SqlNode): string {
  const target = statement.parts.find(({ kind }) => !/_KW$|^(WHITESPACE|COMMENT|WITH_CLAUSE)$/.test(kind));
  return target ? nameIn({ ...statement, parts: [target] }, /./) : '';
}

/** Rules about what statements do to tables. */
export const schemaRules: readonly Rule[] = [
  rename,
  contract,
  data,
  columnConstraint,
  setNotNull,
  json,
  identity,
];
