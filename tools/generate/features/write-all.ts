import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes all these files or none: first into a folder beside them, from which they are moved. After an error the tree is
 * as it was.
 * @param texts path below `root` → text; undefined removes the file
 */
export function writeAll(root: string, texts: ReadonlyMap<string, string | undefined>): void {
  const staging = mkdtempSync(join(root, '.generate-'));
  const undo: (() => void)[] = [];
  try {
    for (const [path, text] of texts) if (text !== undefined) put(join(staging, path), text);
    for (const [path, text] of texts)
      undo.push(replace(root, path, text === undefined ? undefined : join(staging, path)));
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Moves a file to its place, or removes the one that is there. Returns how to undo it. */
function replace(root: string, path: string, staged: string | undefined): () => void {
  const file = join(root, path);
  const before = existsSync(file) ? readFileSync(file) : undefined;
  const made = mkdirSync(dirname(file), { recursive: true });
  const undo = (): void => {
    if (before === undefined) rmSync(file, { force: true });
    else writeFileSync(file, before);
    if (before === undefined || made !== undefined) removeEmptyFolders(root, dirname(path));
  };
  try {
    if (staged === undefined) {
      rmSync(file, { force: true });
      removeEmptyFolders(root, dirname(path));
    } else renameSync(staged, file);
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

function removeEmptyFolders(root: string, folder: string): void {
  if (folder === '.') return;
  try {
    rmdirSync(join(root, folder));
  } catch {
    return;
  }
  removeEmptyFolders(root, dirname(folder));
}
