import { cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** Files and folders that a new clone does not have, or, like the packages, would have to install first. */
const notCloned = new Set(['.git', '.data', '.env', 'coverage', 'dist', 'node_modules']);

/**
 * Makes a new clone of this project in `home`, including uncommitted changes. Its packages are those of this project.
 */
export async function cloneInto(home: string): Promise<void> {
  await mkdir(home);
  const filter = (source: string) => !notCloned.has(path.basename(source));
  await cp(project, home, { recursive: true, filter });
  await symlink(path.join(project, 'node_modules'), path.join(home, 'node_modules'));
}
