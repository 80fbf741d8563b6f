import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBeside, isBeside } from './beside.js';
import { endedMajors } from './ended-majors.js';
import { filesIn, isThere, readText } from './folder.js';
import { lockHistory, parseLock, type Lock, type LockHistory } from './lock-history.js';
import { dayOf, isPromise, majorOf, releaseFaults, releasesIn } from './releases.js';

/** Facts that decide which locked files must exist. */
interface Present {
  /** The served majors. */
  readonly majors: readonly string[];
  readonly history: LockHistory;
  /** The majors whose frozen sunset is over. */
  readonly ended: ReadonlySet<string>;
}

export function readLock(folder: string): Lock {
  const file = join(folder, 'LOCK');
  return existsSync(file) ? parseLock(readFileSync(file, 'utf8')) : new Map();
}

/**
 * Changes to promised files, as sentences. Drafts may change. A major that is no longer served may be removed as a whole
 * after its own frozen sunset.
 * @param majors the served majors
 */
export function lockFaults(folder: string, majors: readonly string[], now = new Date()): string[] {
  const history = lockHistory(folder);
  const ended = endedMajors(folder, [...readLock(folder).keys()], history, dayOf(now));
  const present = { majors, history, ended };
  const releases = releasesIn(folder);
  const promised = [...readLock(folder)].filter(([file]) => isPromise(file, releases));
  const lock = standing(new Map(promised), folder, present);
  return [
    ...releaseFaults(folder),
    ...[...lock].flatMap(([file, hash]) => {
      if (!isThere(folder, file)) return [`${file} is frozen and was removed`];
      return hashOf(folder, file) === hash ? [] : [`${file} is frozen and was changed`];
    }),
    ...promisesIn(folder)
      .filter((file) => !lock.has(file))
      .map((file) => `${file} is not locked: only npm run contract:freeze may add files to a released minor`),
    ...rewritten(folder, present),
    ...undeclared(folder, present),
  ];
}

/**
 * Locks all promised files. @throws Error when a locked file was changed or removed
 * @param isRelease whether files beside the folder are locked, too, as at each release
 */
export function writeLock(folder: string, majors: readonly string[], isRelease = false): void {
  const lost = lockFaults(folder, majors).filter((fault) => !fault.includes('is not locked'));
  if (lost.length > 0) throw new Error(lost.join('\n'));
  const beside = isRelease
    ? filesBeside(folder, releasesIn(folder))
    : [...readLock(folder).keys()].filter(isBeside);
  const files = [...promisesIn(folder), ...beside];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'LOCK'), files.map((file) => `${hashOf(folder, file)}  ${file}\n`).join(''));
}

/** The frozen files of released minors. */
function promisesIn(folder: string): string[] {
  const releases = releasesIn(folder);
  return filesIn(folder).filter((file) => isPromise(file, releases));
}

/** The lines that must be kept: those of released minors, except for a removed major after its end. */
function standing(lock: Lock, folder: string, { majors, ended }: Present): Lock {
  const isOver = (major: string) => ended.has(major) && !majors.includes(major) && !isThere(folder, major);
  return new Map([...lock].filter(([file]) => !isOver(homeOf(file))));
}

/** The clients of a major go with it. */
function homeOf(file: string): string {
  return isBeside(file) ? `v${/\/v?(\d+)\.\d+\//.exec(file)?.[1]}` : majorOf(file);
}

/**
 * Compares the lock with the committed ones. Within one commit a file and its hash can be changed together; the files
 * alone would not show it.
 */
function rewritten(folder: string, present: Present): string[] {
  const { locks } = present.history;
  const lock = readLock(folder);
  const releases = releasesIn(folder);
  const lost = new Map(
    locks.flatMap(({ commit, lock: old }) =>
      [...standing(old, folder, present)]
        .filter(([file, hash]) => lock.get(file) !== hash)
        .map(([file]) => [file, commit] as const),
    ),
  );
  const taken = new Map(
    locks.flatMap(({ commit, releases: old }) =>
      [...old]
        .filter(([minor, day]) => releases.get(minor) !== day)
        .map(([minor, day]) => [`${minor} ${day}`, commit] as const),
    ),
  );
  return [
    ...[...lost].map(
      ([file, commit]) =>
        `${file} is locked in commit ${short(commit)}, and the LOCK has another hash or none`,
    ),
    ...[...taken].map(
      ([line, commit]) => `RELEASED has the line ${line} in commit ${short(commit)}, and not now`,
    ),
  ];
}

/** A released major is served, or has ended. */
function undeclared(folder: string, { majors, ended }: Present): string[] {
  const released = new Set([...releasesIn(folder).keys()].map((minor) => `v${minor.split('.')[0]}`));
  return [...released]
    .filter((major) => !majors.includes(major) && !ended.has(major))
    .map((major) => `${major} is released and not served, and no frozen sunset of the whole major is over`);
}

const short = (commit: string): string => commit.slice(0, 10);

/** As `sha256sum` has it. */
export function hashOf(folder: string, file: string): string {
  return createHash('sha256').update(readText(folder, file)).digest('hex');
}
