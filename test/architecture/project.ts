import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of package.json. Compiled tests are in `dist/test/architecture`. */
export const projectRoot = join(import.meta.dirname, '../../..');

/** The folders of the source tree, without tests. */
export const sourceFolders = ['config', 'migrations', 'seeds', 'src'];

/** Creates an empty temporary folder in which the installed packages can be imported. */
export async function emptySourceTree(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'shelflife-tree-'));
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** Copies the sources into a temporary folder, where tests may change them. */
export async function copyOfSourceTree(): Promise<string> {
  const root = await emptySourceTree();
  const parts = [...sourceFolders, 'contract', 'test', 'tools', 'package.json', 'tsconfig.json'];
  await Promise.all(parts.map((part) => cp(join(projectRoot, part), join(root, part), { recursive: true })));
  return root;
}

/** Removes a folder that `emptySourceTree` or `copyOfSourceTree` made. */
export async function removeTree(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true });
}

/** All files below these folders of `root`, as sorted paths from `root`. */
export async function filesOf(root: string, folders: readonly string[] = sourceFolders): Promise<string[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    }),
  );
  return lists.flat().toSorted();
}

/** Every file of a clone with its hash, without generated and linked files. */
export async function contentOf(root: string): Promise<string[]> {
  const top = (await readdir(root, { withFileTypes: true })).filter(({ name }) => name !== 'dist');
  const folders = top.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const files = [
    ...top.filter((entry) => entry.isFile()).map(({ name }) => name),
    ...(await filesOf(root, folders)),
  ];
  const hashOf = async (file: string) =>
    createHash('sha256')
      .update(await readFile(join(root, file)))
      .digest('hex');
  return Promise.all(files.toSorted().map(async (file) => `${file} ${await hashOf(file)}`));
}
