import type { Releases } from '../../src/composition/start/releases.js';
import { parseReleases } from '../../src/composition/start/releases.js';
import { git } from './git.js';
import { isPromise, releasesFile, releasesIn } from './releases.js';

/** File → its SHA-256, as `sha256sum` writes it. */
export type Lock = ReadonlyMap<string, string>;

/** What a commit has promised. */
export interface CommittedLock {
  readonly commit: string;
  readonly releases: Releases;
  /** The locked files of released minors. */
  readonly lock: Lock;
}

/** The LOCK in the history of git. */
export interface LockHistory {
  /** Newest first: the last commit, and all commits with a changed LOCK since the first release. */
  readonly locks: readonly CommittedLock[];
  /** Describes which commits were checked, for people. */
  readonly looked: string;
}

/** Reads LOCK and RELEASED of all commits that must be checked. Without RELEASED, a commit has promised nothing. */
export function lockHistory(folder: string): LockHistory {
  const head = git(folder, 'rev-parse', 'HEAD')?.trim();
  // Without --full-history git leaves out commits that a merge has dropped, and these must be found.
  const changed = git(folder, 'log', '--full-history', '--format=%H', '--', 'LOCK', releasesFile);
  const commits = [...(head === undefined ? [] : [head]), ...(changed ?? '').split('\n').filter(Boolean)];
  const locks = [...new Set(commits)].flatMap((commit) => committedLock(folder, commit));
  return { locks, looked: lookedAt(folder, locks.length, head) };
}

/** A file of a commit; undefined where it does not exist. @param file its path from the folder */
export function committedText(folder: string, commit: string, file: string): string | undefined {
  return git(folder, 'show', `${commit}:./${file}`);
}

/** The day in UTC before which the file was not promised: that of the commit before its first one, or of the last. */
export function notBefore(folder: string, file: string, { locks }: LockHistory): string | undefined {
  const first = locks.findLast(({ lock }) => lock.has(file));
  const before = first === undefined ? 'HEAD' : `${first.commit}^`;
  const seconds = git(folder, 'log', '-1', '--format=%ct', before)?.trim();
  return seconds ? new Date(Number(seconds) * 1_000).toISOString().slice(0, 10) : undefined;
}

/** Reads the lines of a LOCK. */
export function parseLock(text: string): Lock {
  const lines = text.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

function committedLock(folder: string, commit: string): CommittedLock[] {
  const released = committedText(folder, commit, releasesFile);
  if (released === undefined) return [];
  const releases = parseReleases(released);
  const lock = parseLock(committedText(folder, commit, 'LOCK') ?? '');
  return [{ commit, releases, lock: new Map([...lock].filter(([file]) => isPromise(file, releases))) }];
}

function lookedAt(folder: string, count: number, head: string | undefined): string {
  if (head === undefined) return 'no commit to compare with';
  if (count === 0 && releasesIn(folder).size === 0) return 'nothing is released, so all are drafts';
  const isShallow = git(folder, 'rev-parse', '--is-shallow-repository')?.trim() === 'true';
  const looked = `compared with ${count} commits`;
  return isShallow ? `${looked}; the clone is shallow, so earlier commits were not checked` : looked;
}
