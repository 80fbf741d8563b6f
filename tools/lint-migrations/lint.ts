import { complaints } from './squawk.js';
import { review, type Reviewed } from './reviewed.js';
import { fileRules } from './rules/file-rules.js';
import type { Setting } from './rules/rule.js';
import { schemaRules } from './rules/schema-rules.js';
import type { MigrationFile } from '../../src/infrastructure/kernel/migrations/migration-files.js';

/** What is wrong with a migration, by which rule. */
export interface Finding {
  readonly migration: string;
  readonly rule: string;
  readonly message: string;
}

/** All rules of our own. */
export const rules = [...fileRules, ...schemaRules];

/**
 * Judges all migrations, the oldest first. One that is frozen has been run where nobody can call it back: it is
 * only asked whether it is still the same.
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
    return then === hash
      ? []
      : [finding('frozen')('it is frozen, and does something else now: write another one')];
  }
  return [
    ...rules.flatMap((rule) => rule.check(migration, setting).map(finding(rule.id))),
    ...complaints(up.sql, inTransaction).map(({ rule, message }) => finding(rule)(message)),
  ];
}
