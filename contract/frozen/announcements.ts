import { lifecyclesOf } from '../../src/interface/kernel/declaration/sunset.js';
import { noticeDays, type Lifecycle } from '../../src/interface/kernel/declaration/lifecycle.js';
import type { MajorContract } from '../documents.js';
import { textAt, type Node } from '../differ/node.js';
import { filesIn, isThere, readJson, writeJson } from './folder.js';

/** What a major has announced. */
interface Announcement {
  readonly major: string;
  readonly lifecycle: Lifecycle;
}

/** Where what was announced is kept, a file for each date that clients were told: with its major, and gone with it. */
const lifecycleFile = /^v\d+\/lifecycles\//;

/** Writes down the ends of life that are announced now and were not before. */
export function freezeAnnouncements(folder: string, majors: readonly MajorContract[]): string[] {
  const added = declaredIn(majors).filter((each) => !isThere(folder, fileOf(each)));
  for (const each of added) {
    const { id, deprecated, sunset, successor, guide } = each.lifecycle;
    writeJson(folder, fileOf(each), { id, deprecated, sunset, successor, guide });
  }
  return added.map(fileOf);
}

/** Which promises about ends of life are not kept, as sentences. */
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
      return is ? earlier(is, was) : [`${textAt(was, 'id')} was announced and is not told any more`];
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
  return days < noticeDays.operation ? [`${id} is gone ${days} days after its deprecation`] : [];
}

/** Whoever was told a day has planned by it: both days may only be put off. */
function earlier({ id, deprecated, sunset }: Lifecycle, told: Node): string[] {
  const [deprecatedThen, sunsetThen] = [textAt(told, 'deprecated'), textAt(told, 'sunset')];
  return [
    ...(isEarlier(deprecated, deprecatedThen)
      ? [`${id} was to be deprecated on ${deprecatedThen} at the earliest, and now says ${deprecated}`]
      : []),
    ...(isEarlier(sunset, sunsetThen)
      ? [`${id} was to be gone on ${sunsetThen} at the earliest, and now says ${sunset ?? 'no day at all'}`]
      : []),
  ];
}

/** No day at all keeps no promise either. Days are compared as they are written, `2026-12-01`. */
function isEarlier(day: string | undefined, told: string | undefined): boolean {
  return told !== undefined && (day === undefined || day < told);
}
