import { constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, cp, lchown, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODULES } from './embedded-postgres.js';

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** A clone in a folder of mode 700 with the files that a member needs, owned by `account`. */
export async function privateClone(
  parent: string,
  account?: { uid: number; gid: number },
): Promise<{ folder: string; node: string; modules: string }> {
  const home = path.join(parent, 'home');
  const modules = path.join(home, 'dist');
  await cp(MODULES, modules, { recursive: true });
  await writeFile(path.join(home, 'package.json'), '{ "type": "module" }');
  const server = path.join(PACKAGES, '@embedded-postgres', `${process.platform}-${process.arch}`);
  for (const folder of [server, ...withDependencies(path.join(PACKAGES, 'pg'))]) {
    const copy = path.join(home, 'node_modules', path.relative(PACKAGES, folder));
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
  }
  const node = path.join(home, 'node');
  await copyFile(process.execPath, node, constants.COPYFILE_FICLONE);
  if (account) await giveTo(account, home);
  await chmod(home, 0o700);
  return { folder: path.join(home, '.data'), node, modules };
}

/** The folders of a package and of all its dependencies, wherever npm has put them. */
function withDependencies(folder: string): string[] {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
  const needed = Object.keys(dependencies).map((name) => {
    const nested = path.join(folder, 'node_modules', name);
    return existsSync(nested) ? nested : path.join(PACKAGES, name);
  });
  return [folder, ...needed.flatMap(withDependencies)];
}

async function giveTo(account: { uid: number; gid: number }, folder: string): Promise<void> {
  await lchown(folder, account.uid, account.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    await lchown(path.join(folder, name), account.uid, account.gid);
  }
}
