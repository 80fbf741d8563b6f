import { complaints } from './squawk.js';
import { review, type Reviewed } from './reviewed.js';
import { fileRules } from './rules/file-rules.js';
import type { Setting } from './rules/rule.js';
import { schemaRules } from './rules/schema-rules.js';
import type { MigrationFile } from '../../src/infrastructure/kernel/migrations/migration-files.js';

/** A fault of a migration, with the rule that found it. */
export interface Finding {
  readonly migration: string;
  readonly rule: string;
  readonly message: string;
}

/** All rules of our own. */
export const rules = [...fileRules, ...schemaRules];

/**
 * Checks all migrations, oldest first. A frozen one has run on databases of others and cannot be recalled: it is only
 * checked for changes.
 */
export async function lint(
  files: readonly MigrationFile[],
  setting: Omit<Setting, 'earlier'>,
): Promise<{ reviewed: Reviewed[]; findings: Finding[] }> {
  const reviewed: Reviewed[] = [];
  const findings: Finding[] = [];
  for (const file of files) {
    const migration = await review(file);
    findings.push(...judge(migration, { ...setting, earlier: [...reviewed] }));
    reviewed.push(migration);
  }
  return { reviewed, findings };
}

function judge(migration: Reviewed, setting: Setting): Finding[] {
  const { name, hash, up, inTransaction } = migration;
  const then = setting.frozen.get(name);
  const finding = (rule: string) => (message: string) => ({ migration: name, rule, message });
  if (then !== undefined) {
    return then === hash ? [] : [finding('frozen')('it is frozen, but was changed: write another migration')];
  }
  return [
    ...rules.flatMap((rule) => rule.check(migration, setting).map(finding(rule.id))),
    ...complaints(up.sql, inTransaction).map(({ rule, message }) => finding(rule)(message)),
  ];
}
