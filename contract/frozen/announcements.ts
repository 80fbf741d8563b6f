import { lifecyclesOf } from '../../src/interface/kernel/declaration/sunset.js';
import { noticeDays, type Lifecycle } from '../../src/interface/kernel/declaration/lifecycle.js';
import type { MajorContract } from '../documents.js';
import { textAt, type Node } from '../differ/node.js';
import { filesIn, isThere, readJson, writeJson } from './folder.js';

/** An announced end of life of a major or a part of it. */
interface Announcement {
  readonly major: string;
  readonly lifecycle: Lifecycle;
}

/**
 * Path of the frozen announcements. Each announced date has a file of its own, which is removed together with its
 * major.
 */
const lifecycleFile = /^v\d+\/lifecycles\//;

/** Freezes announcements that are not frozen yet. */
export function freezeAnnouncements(folder: string, majors: readonly MajorContract[]): string[] {
  const added = declaredIn(majors).filter((each) => !isThere(folder, fileOf(each)));
  for (const each of added) {
    const { id, deprecated, sunset, successor, guide } = each.lifecycle;
    writeJson(folder, fileOf(each), { id, deprecated, sunset, successor, guide });
  }
  return added.map(fileOf);
}

/** The broken promises about ends of life, as sentences. */
export function announcementFaults(folder: string, majors: readonly MajorContract[]): string[] {
  const declared = declaredIn(majors);
  const lifecycles = declared.map(({ lifecycle }) => lifecycle);
  const told = filesIn(folder)
    .filter((file) => lifecycleFile.test(file))
    .map((file) => readJson(folder, file));
  return [
    ...declared
      .filter((each) => !isThere(folder, fileOf(each)))
      .map((each) => `${fileOf(each)} is not frozen`),
    ...lifecycles.flatMap(noticeFaults),
    ...told.flatMap((was) => {
      const is = lifecycles.find(({ id }) => id === was['id']);
      return is ? earlier(is, was) : [`${textAt(was, 'id')} was announced and is no longer declared`];
    }),
  ];
}

function declaredIn(majors: readonly MajorContract[]): Announcement[] {
  const all = majors.flatMap(({ name: major, mounted: { version, routes } }) =>
    [
      ...(version.lifecycle ? [version.lifecycle] : []),
      ...routes.flatMap((route) => lifecyclesOf(version, route)),
    ].map((lifecycle) => ({ major, lifecycle })),
  );
  return [...new Map(all.map((each) => [each.lifecycle.id, each])).values()];
}

function fileOf({ major, lifecycle: { id, deprecated, sunset = 'open' } }: Announcement): string {
  return `${major}/lifecycles/${id}.${deprecated}.${sunset}.json`;
}

function noticeFaults({ id, deprecated, sunset }: Lifecycle): string[] {
  if (sunset === undefined) return [];
  const days = (Date.parse(sunset) - Date.parse(deprecated)) / 86_400_000;
  return days < noticeDays.operation ? [`${id} has its sunset only ${days} days after its deprecation`] : [];
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
