import { readdir } from 'node:fs/promises';

/** The names of all migrations by their files, in order. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(new URL('../../../../migrations', import.meta.url));
  return files.map((file) => file.replace(/\.ts$/, '')).toSorted();
}
