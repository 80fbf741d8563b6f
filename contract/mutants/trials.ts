import { compare, differences } from '../differ/compare.js';
import { told } from '../differ/report.js';
import { breakingEdits } from './breaking-edits.js';
import { alter } from './edit.js';
import { blowsTo } from './every-node.js';
import { harmlessEdits } from './harmless-edits.js';

/** The number of trials, and those with the wrong outcome. */
export interface Trial {
  readonly tried: number;
  readonly wrong: readonly string[];
}

/** Places in a document for each edit that is not tried everywhere, and mechanical changes of each kind. */
const placesEach = 2;

/** Whether the rule of each edit finds it. The tests of the rules cover which rules apply between two minors. */
export function tryBreaking(documents: readonly object[]): Trial {
  return tryAll(documents, function* (document) {
    for (const edit of breakingEdits) {
      for (const { where, before, after } of alter(
        document,
        edit,
        edit.isEverywhere ? Infinity : placesEach,
      )) {
        const isNoticed = differences(before, after).some(({ rule }) => rule === edit.rule);
        yield isNoticed ? [] : [`not noticed: ${edit.title} at ${where}`];
      }
    }
  });
}

/** Whether harmless edits give no findings, even within a minor. */
export function tryHarmless(documents: readonly object[]): Trial {
  return tryAll(documents, function* (document) {
    for (const edit of harmlessEdits) {
      for (const { where, before, after } of alter(
        document,
        edit,
        edit.isEverywhere ? Infinity : placesEach,
      )) {
        const findings = compare(before, after, 'same').map(told);
        yield findings.map((finding) => `flagged: ${edit.title} at ${where}: ${finding}`);
      }
    }
  });
}

/** Whether every mechanical change of a document gives a finding. */
export function tryBlows(documents: readonly object[]): Trial {
  return tryAll(documents, function* (document) {
    for (const { where, strike } of blowsTo(document, placesEach)) {
      const struck = structuredClone(document);
      strike(struck);
      yield differences(document, struck).length > 0 ? [] : [`not noticed: ${where}`];
    }
  });
}

function tryAll(documents: readonly object[], outcomesOf: (document: object) => Iterable<string[]>): Trial {
  const outcomes = documents.flatMap((document) => [...outcomesOf(document)]);
  return { tried: outcomes.length, wrong: outcomes.flat() };
}
