import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lifecyclesOf } from '../../src/interface/kernel/declaration/sunset.js';
import { noticeDays, type Lifecycle } from '../../src/interface/kernel/declaration/lifecycle.js';
import type { MajorContract } from '../documents.js';
import { textAt, type Node } from '../differ/node.js';
import {
  announcedIn,
  daysBetween,
  firstTold,
  isBackdated,
  lifecycleFile,
  type FrozenEnd,
} from './ended-majors.js';
import { filesIn, isThere, readJson, writeJson } from './folder.js';
import { lockHistory } from './lock-history.js';
import { isMajorReleased, majorOf, releasesIn } from './releases.js';

/** An announced end of life of a major or a part of it. */
interface Announcement {
  readonly major: string;
  readonly ends: keyof typeof noticeDays;
  readonly lifecycle: Lifecycle;
}

/**
 * Freezes announcements that are not frozen yet, each with the day on which it is frozen: from that day on, clients can
 * know of it. A postponed sunset keeps the day of the first announcement. Before the first release of a major, its
 * announcements are drafts, and are frozen anew.
 */
export function freezeAnnouncements(
  folder: string,
  majors: readonly MajorContract[],
  today: string,
): string[] {
  const releases = releasesIn(folder);
  const drafts = majors.map(({ name }) => name).filter((name) => !isMajorReleased(name, releases));
  for (const name of drafts) rmSync(join(folder, name, 'lifecycles'), { recursive: true, force: true });
  const frozen = frozenIn(folder);
  const added = declaredIn(majors).filter((each) => !isThere(folder, fileOf(each)));
  for (const each of added) {
    const { id, deprecated, sunset, successor, guide } = each.lifecycle;
    const first = firstTold(frozen.filter(({ told }) => told['id'] === id));
    const announced = sunset !== undefined && first ? announcedIn(first) : today;
    const { ends } = each;
    writeJson(folder, fileOf(each), { id, ends, announced, deprecated, sunset, successor, guide });
  }
  return added.map(fileOf);
}

/** The broken promises about ends of life, as sentences. A removed major is judged by the lock. */
export function announcementFaults(folder: string, majors: readonly MajorContract[]): string[] {
  const declared = declaredIn(majors);
  const lifecycles = declared.map(({ lifecycle }) => lifecycle);
  const served = new Set(majors.map(({ name }) => name));
  const frozen = frozenIn(folder).filter(({ file }) => served.has(majorOf(file)));
  const history = lockHistory(folder);
  return [
    ...declared
      .filter((each) => !isThere(folder, fileOf(each)))
      .map((each) => `${fileOf(each)} is not frozen`),
    ...declared.flatMap((each) => noticeFaults(each, frozen)),
    ...declared
      .flatMap(({ lifecycle: { id } }) => firstTold(frozen.filter(({ told }) => told['id'] === id)) ?? [])
      .filter((first) => isBackdated(folder, first, history))
      .map((first) => `${first.file} names a day of announcement before the commit on which it was frozen`),
    ...frozen.flatMap(({ told }) => {
      const is = lifecycles.find(({ id }) => id === told['id']);
      return is ? earlier(is, told) : [`${textAt(told, 'id')} was announced and is no longer declared`];
    }),
  ];
}

function frozenIn(folder: string): FrozenEnd[] {
  return filesIn(folder)
    .filter((file) => lifecycleFile.test(file))
    .map((file) => ({ file, told: readJson(folder, file) }));
}

function declaredIn(majors: readonly MajorContract[]): Announcement[] {
  const all = majors.flatMap(({ name: major, mounted: { version, routes } }): Announcement[] => {
    const whole = version.lifecycle;
    const parts = routes
      .flatMap((route) => lifecyclesOf(version, route))
      .filter((lifecycle) => lifecycle.id !== whole?.id);
    return [
      ...(whole ? [{ major, ends: 'major' as const, lifecycle: whole }] : []),
      ...parts.map((lifecycle) => ({ major, ends: 'operation' as const, lifecycle })),
    ];
  });
  return [...new Map(all.map((each) => [each.lifecycle.id, each])).values()];
}

function fileOf({ major, lifecycle: { id, deprecated, sunset = 'open' } }: Announcement): string {
  return `${major}/lifecycles/${id}.${deprecated}.${sunset}.json`;
}

/** The notice counts from the deprecation, and from the day on which the sunset was first frozen. */
function noticeFaults(
  { ends, lifecycle: { id, deprecated, sunset } }: Announcement,
  frozen: readonly FrozenEnd[],
): string[] {
  const first = firstTold(frozen.filter(({ told }) => told['id'] === id));
  if (sunset === undefined || !first) return [];
  const least = noticeDays[ends];
  const notice = daysBetween(announcedIn(first), sunset);
  const apart = daysBetween(deprecated, sunset);
  return [
    ...(notice >= least
      ? []
      : [`${id} has its sunset ${notice} days after it was announced, and ${least} are promised`]),
    ...(apart >= least
      ? []
      : [`${id} has its sunset only ${apart} days after its deprecation, and ${least} are promised`]),
  ];
}

/** Clients plan by announced dates, so both dates may only move to later days. */
function earlier({ id, deprecated, sunset }: Lifecycle, told: Node): string[] {
  const [deprecatedThen, sunsetThen] = [textAt(told, 'deprecated'), textAt(told, 'sunset')];
  return [
    ...(isEarlier(deprecated, deprecatedThen)
      ? [
          `${id} was announced as deprecated on ${deprecatedThen} and is now declared for ${deprecated}, which is earlier`,
        ]
      : []),
    ...(isEarlier(sunset, sunsetThen)
      ? [`${id} was announced with the sunset ${sunsetThen} and is now declared with ${sunset ?? 'none'}`]
      : []),
  ];
}

/** A missing date counts as earlier. Dates are compared as texts, such as `2026-12-01`. */
function isEarlier(day: string | undefined, told: string | undefined): boolean {
  return told !== undefined && (day === undefined || day < told);
}
