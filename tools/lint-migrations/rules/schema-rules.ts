import { all, has, nameIn, type SqlNode } from '../sql-tree.js';
import type { Reviewed } from '../reviewed.js';
import { alterations, tablesMade, type Rule } from './rule.js';

/** The previous release knows only the old name. */
const rename: Rule = {
  id: 'rename',
  check: ({ up }) =>
    all(up.statements, /(^|_)RENAME_(?!KW$)/).map(
      ({ text }) =>
        `\`${text}\`: the previous release knows only the old name; add, copy, and drop it a release later`,
    ),
};

/**
 * A dropped object must be unused, also by the previous release. A check that the same statement replaces is not dropped:
 * no table can have a value more in the list of a column in another way.
 */
const contract: Rule = {
  id: 'contract',
  check: ({ name, up, unusedSince }, { releases }) => {
    const drops = up.statements
      .filter((statement) => !isReplacedCheck(statement))
      .flatMap((statement) => all([statement], /^DROP_(?!KW$)/));
    if (!/^\w{15}_[a-z]+_contract_/.test(name)) {
      return drops.map(({ text }) => `\`${text}\` belongs in a file whose name contains \`contract\``);
    }
    const isKnown = typeof unusedSince === 'string' && releases.includes(unusedSince);
    return isKnown
      ? []
      : ['`readonly unusedSince` must name the release of CHANGELOG.md that stopped using it'];
  },
};

/** Rows are changed by a job in small batches, which can be stopped: docs/migrations.md. */
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
        ({ kind }) => `${kind.toLowerCase()} on a table in use: change its rows by a job, in small batches`,
      );
  },
};

/** PostgreSQL would read the whole table, or build an index, while it locks all others out. */
const columnConstraint: Rule = {
  id: 'column-constraint',
  check: (migration) =>
    alterations(migration)
      .flatMap(({ statement }) => all([statement], /^ADD_COLUMN$/))
      .filter((column) => has(column, /^(CHECK|UNIQUE|PRIMARY_KEY)_CONSTRAINT$/))
      .map(({ text }) => `\`${text}\`: add the column alone, then its constraint as \`not valid\``),
};

/** With a validated check PostgreSQL need not read every row. */
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

/** `json` is a text that is parsed again on each access, and has no equality. */
const json: Rule = {
  id: 'json',
  check: ({ up }) =>
    all(up.statements, /^(COLUMN|ADD_COLUMN|SET_TYPE)$/)
      .filter((column) => column.parts.some((part) => part.kind.endsWith('TYPE') && has(part, /^JSON_KW$/)))
      .map(({ text }) => `\`${text}\`: use jsonb`),
};

/** Keys of 32 bits run out, and widening them rewrites the table and all that refer to it. */
const identity: Rule = {
  id: 'identity',
  check: ({ up }) =>
    all(up.statements, /^(COLUMN|ADD_COLUMN)$/)
      .filter((column) => has(column, /^GENERATED_IDENTITY$/) && !has(column, /^BIGINT_KW$/))
      .map(({ text }) => `\`${text}\`: use bigint`),
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

/** `alter table … drop constraint …, add constraint … check (…) not valid` and nothing more. */
function isReplacedCheck(statement: SqlNode): boolean {
  const actions = statement.parts.filter(({ kind }) => /^(ADD|DROP|ALTER|SET)_(?!KW$)/.test(kind));
  const [drop, add, ...more] = actions;
  const isReplaced = drop?.kind === 'DROP_CONSTRAINT' && add?.kind === 'ADD_CONSTRAINT' && more.length === 0;
  return isReplaced && has(add, /^CHECK_CONSTRAINT$/);
}

function targetOf(statement: SqlNode): string {
  const target = statement.parts.find(({ kind }) => !/_KW$|^(WHITESPACE|COMMENT|WITH_CLAUSE)$/.test(kind));
  return target ? nameIn({ ...statement, parts: [target] }, /./) : '';
}

/** Rules about the effects of statements on tables. */
export const schemaRules: readonly Rule[] = [
  rename,
  contract,
  data,
  columnConstraint,
  setNotNull,
  json,
  identity,
];
