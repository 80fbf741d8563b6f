import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseReleases, type Releases } from '../../src/composition/start/releases.js';

/** Lists the released minors, beside the LOCK: a line for each, with the day of its release. All others are drafts. */
export const releasesFile = 'RELEASED';

export function releasesIn(folder: string): Releases {
  const file = join(folder, releasesFile);
  return existsSync(file) ? parseReleases(readFileSync(file, 'utf8')) : new Map();
}

/** Adds lines. Existing ones are never changed. */
export function addReleases(folder: string, minors: readonly string[], day: string): void {
  const lines = [...releasesIn(folder), ...minors.map((minor) => [minor, day] as const)];
  writeFileSync(join(folder, releasesFile), lines.map((line) => `${line.join(' ')}\n`).join(''));
}

/** Errors in the form and the order of the lines, as sentences. */
export function releaseFaults(folder: string): string[] {
  const file = join(folder, releasesFile);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const releases = releasesIn(folder);
  const days = [...releases.values()];
  return [
    ...lines.filter((line) => !isLine(line)).map((line) => `RELEASED has an invalid line: ${line}`),
    ...(releases.size === lines.length ? [] : ['RELEASED names a minor twice']),
    ...(days.every((day, at) => day >= (days[at - 1] ?? day))
      ? []
      : ['RELEASED is not in order of its days']),
    ...[...releases.keys()].flatMap((minor) => gapBefore(minor, releases)),
  ];
}

/** The minors of a major are released in their order. */
function gapBefore(minor: string, releases: Releases): string[] {
  const [major, number] = minor.split('.').map(Number);
  if (!number) return [];
  const before = `${major}.${number - 1}`;
  const order = [...releases.keys()];
  const isInOrder = releases.has(before) && order.indexOf(before) < order.indexOf(minor);
  return isInOrder ? [] : [`RELEASED names ${minor} and not ${before} before it`];
}

/** Whether a minor of this major is released. @param major `v1` */
export function isMajorReleased(major: string, releases: Releases): boolean {
  return [...releases.keys()].some((minor) => `v${minor.split('.')[0]}` === major);
}

/**
 * Whether a frozen file is a promise. A document, a conversation or a client is one from the release of its minor on, an
 * announcement from the first release of its major on, and the content of the library from the first release on.
 * @param file its path from the folder `contracts`
 */
export function isPromise(file: string, releases: Releases): boolean {
  if (file.startsWith('../contract/')) return releases.size > 0;
  const minor = minorOf(file);
  return minor === undefined ? isMajorReleased(majorOf(file), releases) : releases.has(minor);
}

/** The minor that a frozen file belongs to; undefined for an announcement. */
export function minorOf(file: string): string | undefined {
  return /^(?:v\d+\/(?:conversations\/)?|\.\.\/test\/clients\/v?)(\d+\.\d+)[-./]/.exec(file)?.[1];
}

/** `v1` of `v1/1.0.openapi.json`. */
export function majorOf(file: string): string {
  return file.split('/')[0] ?? '';
}

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function isLine(line: string): boolean {
  const [, day] = /^[1-9]\d*\.(?:0|[1-9]\d*) (\d{4}-\d\d-\d\d)$/.exec(line) ?? [];
  return day !== undefined && isDay(day);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
}
