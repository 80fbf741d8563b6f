import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** This file exists beside the LOCK from the first release on. Before that, nothing is promised. */
const mark = 'RELEASED';

/** The LOCK in the history of git. */
export interface LockHistory {
  /** Commit → the text of its LOCK, newest first: the last commit, and all commits since the first release. */
  readonly locks: ReadonlyMap<string, string>;
  /** A commit that contains the file RELEASED, when the folder no longer does. */
  readonly releasedIn: string | undefined;
  /** Describes which commits were checked, for people. */
  readonly looked: string;
}

/** Reads the LOCK of all commits that must be checked. */
export function lockHistory(folder: string): LockHistory {
  const head = git(folder, 'rev-parse', 'HEAD')?.trim();
  // Without --full-history git leaves out commits that a merge has dropped, and these must be found.
  const commits = linesOf(git(folder, 'log', '--full-history', '--format=%H', '--', 'LOCK', mark));
  const released = commits.filter(
    (commit) => git(folder, 'cat-file', '-e', `${commit}:./${mark}`) !== undefined,
  );
  const counting = [...new Set([...(head === undefined ? [] : [head]), ...released])];
  const locks = counting.flatMap((commit) => {
    const text = git(folder, 'show', `${commit}:./LOCK`);
    return text === undefined ? [] : [[commit, text] as const];
  });
  const isMarked = existsSync(join(folder, mark));
  return {
    locks: new Map(locks),
    releasedIn: isMarked ? undefined : released[0],
    looked: lookedAt(folder, locks.length, isMarked || released.length > 0),
  };
}

function lookedAt(folder: string, count: number, isReleased: boolean): string {
  if (count === 0) return 'no commit to compare with';
  if (!isReleased) return 'compared with the last commit only, as nothing is released';
  const isShallow = git(folder, 'rev-parse', '--is-shallow-repository')?.trim() === 'true';
  const looked = `compared with ${count} commits`;
  return isShallow ? `${looked}; the clone is shallow, so earlier commits were not checked` : looked;
}

/** The output of git; undefined when git fails, for example without a repository or a commit. */
function git(folder: string, ...words: string[]): string | undefined {
  try {
    return execFileSync('git', words, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1_024 * 1_024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter(Boolean);
}
