import { spawnSync } from 'node:child_process';
import { chown, mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountFor } from '../../../tools/embedded-postgres/account.js';

/** A disk of 64 MB in memory, for PostgreSQL alone, that can be filled to its last byte. */
export interface SmallDisk {
  readonly folder: string;
  readonly fill: () => Promise<void>;
  /** Removes the file that filled it. */
  readonly freeSpace: () => Promise<void>;
  remove(): Promise<void>;
}

/** Undefined for users other than root, who may not mount one. */
export async function smallDisk(): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=700', 'tmpfs', folder]);
  if (mounted.status !== 0) {
    await rmdir(folder);
    return undefined;
  }
  const account = await accountFor(path.join(folder, 'nothing here yet'));
  if (account) await chown(folder, account.uid, account.gid);
  const filler = path.join(folder, 'filler');
  return {
    folder,
    fill: () => fill(filler),
    freeSpace: () => rm(filler),
    remove: async () => {
      spawnSync('umount', ['--lazy', folder]);
      await rmdir(folder);
    },
  };
}

async function fill(name: string): Promise<void> {
  const file = await open(name, 'w');
  try {
    for (const size of [1_048_576, 4_096]) {
      const piece = Buffer.alloc(size, 1);
      while (await file.write(piece).then(({ bytesWritten }) => bytesWritten === size, isNoSpace));
    }
  } finally {
    await file.close();
  }
}

/** False, which ends the filling, when the disk is full. Any other error is thrown. */
function isNoSpace(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOSPC') return false;
  throw error;
}
