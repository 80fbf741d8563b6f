import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { sourceFolders } from './project.js';
import { rules } from './rules.js';

/** One import that a rule forbids. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** One file that imports another, both as paths from the root. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/**
 * Follows every import statement of the source tree at `root`, type-only ones too, and returns the violations.
 * TypeScript 7 has no API for tools, so swc parses the sources. It cannot see `import('…')` in the place of a type; a
 * scan in `scans.ts` forbids that form. `using` makes it fail with the name of the file.
 * @param folders whose files are followed
 * @param forbidden the rules to check
 */
export async function violationsOf(
  root: string,
  folders = sourceFolders,
  forbidden = rules,
): Promise<Violation[]> {
  const { summary } = await cruised(root, folders, forbidden);
  // The cruiser reports a cycle once, from one of its files: here every file of the cycle is reported.
  return summary.violations.flatMap(({ rule, from, to, cycle }) =>
    (cycle?.map(({ name }) => name) ?? [from]).map((file) => ({ rule: rule.name, from: file, to })),
  );
}

/** Every import statement between files of the source tree at `root`, type-only ones too. */
export async function importsOf(root: string): Promise<Import[]> {
  const { modules } = await cruised(root, sourceFolders, rules);
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
  );
}

async function cruised(root: string, folders: string[], forbidden: typeof rules): Promise<ICruiseResult> {
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
  return output;
}
