import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minorsOf } from '../versions.js';

/** The minors that are released. */
function releasedMinors(root: string): ReadonlySet<string> {
  const file = join(root, 'contracts/RELEASED');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return new Set(lines.map((line) => line.split(' ')[0] ?? ''));
}

/** Whether a minor is released. */
export function isReleased(root: string, minor: string): boolean {
  return releasedMinors(root).has(minor);
}

/** The minor of a major that is not released yet: the newest one, or the next one if that is released. */
export function draftOf(root: string, major: number): string {
  const newest = minorsOf(root, major).at(-1) ?? `${major}.0`;
  return isReleased(root, newest) ? `${major}.${Number(newest.split('.')[1]) + 1}` : newest;
}

/** The date for the name of a new migration: now, or a minute after the newest one if that is later. */
export function nextDate(newest: string | undefined, now: Date): string {
  const after = newest === undefined ? 0 : Date.parse(isoOf(newest)) + 60_000;
  return new Date(Math.max(now.getTime(), after)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

/** `20261120T150000_…` as an ISO 8601 date. */
function isoOf(name: string): string {
  return name.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3:$4:$5Z');
}
