import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the LOCK from the first release on: until then nobody was promised anything. */
const mark = 'RELEASED';

/** What git remembers of a LOCK. */
export interface LockHistory {
  /** Commit → the text of its LOCK: the last one, and all since the first release. The newest come first. */
  readonly locks: ReadonlyMap<string, string>;
  /** A commit in which it was released, though it is not said here that it ever was. */
  readonly releasedIn: string | undefined;
  /** What was looked at and what was not, for people. */
  readonly looked: string;
}

/** Reads all that was ever committed of the LOCK in a folder, as far as it counts. */
export function lockHistory(folder: string): LockHistory {
  const head = git(folder, 'rev-parse', 'HEAD')?.trim();
  // Without --full-history git leaves out what a merge has dropped, which is what is looked for.
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
  return isShallow ? `${looked}; the clone is shallow, what was committed before was not looked at` : looked;
}

/** What git says; undefined where there is no git, no commit, or not what was asked for. */
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
