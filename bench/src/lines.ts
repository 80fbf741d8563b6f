import type { Entry, Outcome } from './measure.js';
import type { Work } from './works.js';

/** A work through one version, with everything that does it. */
export interface Line {
  readonly title: string;
  readonly work: Work;
  readonly entries: readonly Entry[];
}

const second = '-v2';

/** The lines of the report. An entry has the name of its program, whichever version it is of. */
export function linesOf(outcomes: readonly Outcome[]): Line[] {
  return outcomes.flatMap(({ work, entries }) => {
    const first = entries.filter(({ name }) => !name.endsWith(second));
    const others = entries
      .filter(({ name }) => name.endsWith(second))
      .map((entry) => ({ ...entry, name: entry.name.slice(0, -second.length) }));
    if (others.length === 0) return [{ title: work.title, work, entries: first }];
    return [
      { title: `${work.title}, /v1`, work, entries: first },
      { title: `${work.title}, /v2`, work, entries: others },
    ];
  });
}

/** The entry of a program, if it was measured. */
export function entryOf({ entries }: Line, program: string): Entry | undefined {
  return entries.find(({ name }) => name === program);
}
