import { globSync } from 'node:fs';
import type { Releases } from '../../src/composition/start/releases.js';
import { isPromise } from './releases.js';

/**
 * The files outside of `contracts` that a release locks: the content with which conversations begin, and the clients of
 * the released minors. Their paths are from `contracts`, so that `sha256sum --check LOCK` finds them.
 */
export function filesBeside(folder: string, releases: Releases): string[] {
  const content = globSync('../contract/library/*/**/*.*', { cwd: folder });
  const clients = globSync('../test/clients/*/**/*.*', { cwd: folder });
  return [...content, ...clients].filter((file) => isPromise(file, releases)).toSorted();
}

/** Whether a locked file lies outside of `contracts`. */
export function isBeside(file: string): boolean {
  return file.startsWith('../');
}
