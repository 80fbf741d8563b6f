import { cpSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { projectRoot, readDocument } from '../support/documents.js';

/** Files that `cf push` leaves out by itself. These rules come after the lines of the file, and win. */
const always = [
  '.cfignore',
  '.DS_Store',
  '.git',
  '.gitignore',
  '.hg',
  '.svn',
  '_darcs',
  'manifest.yaml',
  'manifest.yml',
];

/** The files that `cf push` would send, by their path in the project. */
export function filesToUpload(): string[] {
  const rules = ignore().add(readDocument('.cfignore').text).add(always);
  // Without this first check, hundreds of thousands of files would be listed for nothing.
  const exclude = (path: string) => ['node_modules', '.git', '.data'].includes(path);
  return globSync(['**/*', '**/.*'], { cwd: projectRoot, exclude })
    .filter((path) => statSync(join(projectRoot, path)).isFile() && !rules.ignores(path))
    .toSorted();
}

/** Copies them, as the platform unpacks them. Returns their size in MB. */
export function upload(folder: string): number {
  const files = filesToUpload();
  for (const path of files) cpSync(join(projectRoot, path), join(folder, path));
  return files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0) / 1e6;
}
