import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, isThere, readText } from './folder.js';
import { lockHistory } from './lock-history.js';

/** File → its SHA-256, as `sha256sum` writes it. */
type Lock = ReadonlyMap<string, string>;

export function readLock(folder: string): Lock {
  const file = join(folder, 'LOCK');
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : new Map();
}

/**
 * Changes to frozen files, as sentences. A major that is no longer served may be removed as a whole.
 * @param majors the served majors
 */
export function lockFaults(folder: string, majors: readonly string[]): string[] {
  const lock = standing(readLock(folder), folder, majors);
  return [
    ...[...lock].flatMap(([file, hash]) => {
      if (!isThere(folder, file)) return [`${file} is frozen and was removed`];
      return hashOf(folder, file) === hash ? [] : [`${file} is frozen and was changed`];
    }),
    ...filesIn(folder)
      .filter((file) => !lock.has(file))
      .map((file) => `${file} is not locked: only npm run contract:freeze may add files to this folder`),
    ...rewritten(folder, majors),
  ];
}

/** Locks all files in the folder. @throws Error when a locked file was changed or removed */
export function writeLock(folder: string, majors: readonly string[]): void {
  const lost = lockFaults(folder, majors).filter((fault) => !fault.includes('is not locked'));
  if (lost.length > 0) throw new Error(lost.join('\n'));
  const lines = filesIn(folder).map((file) => `${hashOf(folder, file)}  ${file}\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'LOCK'), lines.join(''));
}

function standing(lock: Lock, folder: string, majors: readonly string[]): Lock {
  const isGoneAsAWhole = (file: string) => {
    const [major = ''] = file.split('/');
    return /^v\d+$/.test(major) && !majors.includes(major) && !isThere(folder, major);
  };
  return new Map([...lock].filter(([file]) => !isGoneAsAWhole(file)));
}

/**
 * Compares the lock with the committed ones. Within one commit a file and its hash can be changed together; the files
 * alone would not show it.
 */
function rewritten(folder: string, majors: readonly string[]): string[] {
  const lock = readLock(folder);
  const { locks, releasedIn } = lockHistory(folder);
  const lost = new Map(
    [...locks].flatMap(([commit, text]) =>
      [...standing(parse(text), folder, majors)]
        .filter(([file, hash]) => lock.get(file) !== hash)
        .map(([file]) => [file, commit] as const),
    ),
  );
  const faults = [...lost].map(
    ([file, commit]) => `${file} is locked in commit ${short(commit)}, and the LOCK has another hash or none`,
  );
  return releasedIn === undefined
    ? faults
    : [...faults, `RELEASED exists in commit ${short(releasedIn)} and was removed`];
}

const short = (commit: string): string => commit.slice(0, 10);

function parse(text: string): Lock {
  const lines = text.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

function hashOf(folder: string, file: string): string {
  return createHash('sha256').update(readText(folder, file)).digest('hex');
}
