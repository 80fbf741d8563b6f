/** Findings that people have accepted: the migration, the rule, and why nothing of the release before breaks. */
export const accepted: readonly (readonly [migration: string, rules: readonly string[], why: string])[] = [
  [
    '20261213T100010_kernel_trail_by_month',
    ['rename', 'renaming-table', 'contract', 'statements'],
    'A table of the same name and columns takes the place of the renamed one, in the same transaction. Its key gets its next number.',
  ],
];

/** Whether a finding is one of these. */
export function isAccepted({
  migration,
  rule,
}: {
  readonly migration: string;
  readonly rule: string;
}): boolean {
  return accepted.some(([name, rules]) => name === migration && rules.includes(rule));
}
