import { spawnSync } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk in memory that is soon full. Undefined for users other than root, who may not mount one. */
export async function tinyDisk(bytes: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-tiny-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    await rmdir(folder);
    return undefined;
  }
  const remove = async () => {
    spawnSync('umount', ['--lazy', folder]);
    await rmdir(folder);
  };
  return { folder, isReal: true, remove };
}
