import { noticeDays } from '../../src/interface/kernel/declaration/lifecycle.js';
import { asNode, textAt, type Node } from '../differ/node.js';
import { isThere, readText } from './folder.js';
import { committedText, notBefore, type LockHistory } from './lock-history.js';
import { majorOf } from './releases.js';

/** Path of the frozen announcements. Each announced date has a file of its own. */
export const lifecycleFile = /^v\d+\/lifecycles\//;

/** A frozen announcement. */
export interface FrozenEnd {
  readonly file: string;
  readonly told: Node;
}

/**
 * The majors with a frozen sunset of the whole major that is over. The announcements are locked files of now or of a
 * commit, because they go together with their major.
 * @param locked the paths in the LOCK
 */
export function endedMajors(
  folder: string,
  locked: readonly string[],
  history: LockHistory,
  today: string,
): Set<string> {
  const now = locked
    .filter((file) => lifecycleFile.test(file) && isThere(folder, file))
    .map((file) => ({ file, text: readText(folder, file) }));
  const then = history.locks.flatMap(({ commit, lock }) =>
    [...lock.keys()]
      .filter((file) => lifecycleFile.test(file))
      .map((file) => ({ file, text: committedText(folder, commit, file) ?? '{}' })),
  );
  const ends = [...now, ...then]
    .map(({ file, text }): FrozenEnd => ({ file, told: asNode(JSON.parse(text)) }))
    .filter(({ told }) => told['ends'] === 'major');
  const byMajor = Map.groupBy(ends, ({ file }) => majorOf(file));
  const over = [...byMajor].filter(([, told]) => isOver(folder, told, history, today));
  return new Set(over.map(([major]) => major));
}

/**
 * The announcement from which the notice of a sunset counts: the first one with any sunset.
 * @param ends all announcements of one end
 */
export function firstTold(ends: readonly FrozenEnd[]): FrozenEnd | undefined {
  return ends
    .filter(({ told }) => told['sunset'] !== undefined)
    .toSorted((a, b) => announcedIn(a).localeCompare(announcedIn(b)))[0];
}

/** The day on which it was frozen first. */
export function announcedIn({ told }: FrozenEnd): string {
  return textAt(told, 'announced') ?? '';
}

/** Whether it names an earlier day than the one on which it can have been frozen. */
export function isBackdated(folder: string, end: FrozenEnd, history: LockHistory): boolean {
  return announcedIn(end) < (notBefore(folder, end.file, history) ?? '');
}

/** Days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function isOver(folder: string, ends: readonly FrozenEnd[], history: LockHistory, today: string): boolean {
  const first = firstTold(ends);
  const last = ends
    .map(({ told }) => textAt(told, 'sunset') ?? '')
    .toSorted()
    .at(-1);
  if (!first || !last || last > today || isBackdated(folder, first, history)) return false;
  return daysBetween(announcedIn(first), last) >= noticeDays.major;
}
