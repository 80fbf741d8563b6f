import { globSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The list of majors, one a line. */
const list = 'src/composition/versions.ts';
const lock = 'contracts/LOCK';

/** The folders of a major: its code, its tests, its contract scenarios, and its contracts. */
export const homes = ['src/interface', 'test/integration', 'contract/scenarios', 'contracts'] as const;

/** The majors that are served, oldest first. @param root the folder of package.json */
export function majorsOf(root: string): number[] {
  const lines = readFileSync(join(root, list), 'utf8').matchAll(/^ {2}'v(\d+)',/gm);
  return [...lines].map(([, major]) => Number(major)).toSorted((a, b) => a - b);
}

/** All minors of a major, oldest first, from the names of its changes. */
export function minorsOf(root: string, major: number): string[] {
  const changes = globSync(`src/interface/v${major}/*/changes/*.ts`, { cwd: root });
  const named = changes.map((file) => /^\d+\.\d+/.exec(basename(file))?.[0] ?? '');
  const numberOf = (minor: string) => Number(minor.split('.')[1]);
  return [...new Set([`${major}.0`, ...named.filter(Boolean)])].toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** Adds the line of a major after all others. */
export function enlist(root: string, major: number): void {
  edit(root, list, (text) => text.replace(/^\];$/m, `  'v${major}', //\n];`));
}

/**
 * Removes a major: its folders, its line, its clients, and its part of the lock file. Its lines in RELEASED stay.
 * @throws Error when it does not exist
 */
export function removeVersion(root: string, major: number): void {
  if (!majorsOf(root).includes(major)) throw new Error(`There is no v${major}.`);
  for (const home of homes) rmSync(join(root, home, `v${major}`), { recursive: true, force: true });
  const clients = globSync(`test/clients/{v,}${major}.*`, { cwd: root });
  for (const client of clients) rmSync(join(root, client), { recursive: true });
  const lines = new RegExp(`^.*(?:[ ']v${major}[/']|/clients/v?${major}[.]).*\n`, 'gm');
  edit(root, list, (text) => text.replaceAll(lines, ''));
  if (existsSync(join(root, lock))) edit(root, lock, (text) => text.replaceAll(lines, ''));
}

function edit(root: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
}
