import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from './system.js';

const ABANDONED_MS = 10 * 60_000;

/**
 * Gives `build` an empty folder `<prefix>…` beside the target; `build` moves it there when it is complete, so that no
 * process sees an incomplete one. Afterwards the rest is removed.
 */
export async function buildAside(
  parent: string,
  prefix: string,
  build: (half: string) => Promise<void>,
): Promise<void> {
  await removeAbandoned(parent, prefix);
  const half = await mkdtemp(path.join(parent, prefix));
  try {
    await build(half);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** Moves a finished folder to its target. If another process was first, that one's folder stays. */
export async function moveIntoPlace(finished: string, target: string): Promise<void> {
  try {
    await rename(finished, target);
  } catch (error) {
    if (!hasCode(error, 'EEXIST', 'ENOTEMPTY', 'ENOTDIR')) throw error;
  }
}

/** Removes folders of processes that were killed while they built. */
async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of (await readdir(parent)).filter((entry) => entry.startsWith(prefix))) {
    const half = path.join(parent, name);
    const { mtimeMs } = await stat(half).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(half, { recursive: true, force: true });
  }
}
