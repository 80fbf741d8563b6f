import { existsSync, readFileSync } from 'node:fs';
import { minors } from '../../interface/kernel/declaration/version.js';
import type { LoadedVersion } from './mounting.js';

/** Minor → the day of its release, such as `2026-11-30`. All other minors are drafts. */
export type Releases = ReadonlyMap<string, string>;
export const Releases = Symbol('composition.Releases');

/** Written by `npm run contract:release`: a line for each released minor, with its day. */
const releasesFile = new URL('../../../../contracts/RELEASED', import.meta.url);

/** Empty before the first release. */
export function readReleases(): Releases {
  return existsSync(releasesFile) ? parseReleases(readFileSync(releasesFile, 'utf8')) : new Map();
}

/** @param text lines such as `1.0 2026-11-30` */
export function parseReleases(text: string): Releases {
  const lines = text.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']));
}

/**
 * The part of a version that production serves: up to its newest released minor; nothing of a version whose minors are
 * all drafts. Before the first release, everything is served.
 */
export function withoutDrafts(loaded: LoadedVersion, releases: Releases): LoadedVersion[] {
  if (releases.size === 0) return [loaded];
  const newest = minors(loaded.version).findLast((minor) => releases.has(minor));
  return newest === undefined ? [] : [{ ...loaded, version: { ...loaded.version, newest } }];
}
