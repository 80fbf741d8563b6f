import { cruise } from 'dependency-cruiser';
import { houseFolders } from './project.js';
import { rules } from './rules.js';

/** One import that a rule forbids. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Follows every import statement of the house at `root`, type-only ones too, and gives what breaks a rule.
 * TypeScript 7 has no API for tools, so the sources are parsed by swc. It cannot see `import('…')` in the
 * place of a type; a scan in `scans.ts` forbids that form. `using` makes it fail with the name of the file.
 * @param folders whose files are followed
 * @param forbidden the rules that are tried
 */
export async function violationsOf(
  root: string,
  folders = houseFolders,
  forbidden = rules,
): Promise<Violation[]> {
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      parser: 'swc',
      doNotFollow: { path: 'node_modules' },
      validate: true,
      ruleSet: { forbidden },
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  );
  if (typeof output === 'string') throw new Error(`Expected a result of the cruise, got: ${output}`);
  // The cruiser reports a cycle once, from one of its files: here each file of the ring is to blame.
  return output.summary.violations.flatMap(({ rule, from, to, cycle }) =>
    (cycle?.map(({ name }) => name) ?? [from]).map((file) => ({ rule: rule.name, from: file, to })),
  );
}
