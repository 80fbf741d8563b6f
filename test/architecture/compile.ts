import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceFolders, projectRoot } from './project.js';

/**
 * Compiles the source tree at `root` without output files and without tests.
 * Returns the errors of the compiler, a line each; an empty list means that it compiles.
 */
export async function complaintsOf(root: string): Promise<string[]> {
  const settings = { extends: './tsconfig.json', include: sourceFolders };
  await writeFile(join(root, 'tsconfig.tree.json'), JSON.stringify(settings));
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-p', 'tsconfig.tree.json', '--noEmit', '--pretty', 'false'];
  const { failed, output } = await new Promise<{ failed: boolean; output: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: stdout + stderr });
    });
  });
  return failed ? output.trim().split('\n') : [];
}
