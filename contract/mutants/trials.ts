import { compare, differences } from '../differ/compare.js';
import { told } from '../differ/report.js';
import { breakingEdits } from './breaking-edits.js';
import { alter } from './edit.js';
import { blowsTo } from './every-node.js';
import { harmlessEdits } from './harmless-edits.js';

/** How many of something were tried, and which of them went the wrong way. */
export interface Trial {
  readonly tried: number;
  readonly wrong: readonly string[];
}

/** Each edit in so many places of a document, if not in all, and so many blows of each kind. */
const placesEach = 2;

/** Whether the rule of each edit notices it. Which rules count between two minors is tested with the rules. */
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

/** Whether what is harmless is a finding not even within a minor. */
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

/** Whether there is any word of a document that could be struck, altered or added without a trace. */
export function tryBlows(documents: readonly object[]): Trial {
  return tryAll(documents, function* (document) {
    for (const { where, strike } of blowsTo(document, placesEach)) {
      const struck = structuredClone(document);
      strike(struck);
      yield differences(document, struck).length > 0 ? [] : [`left no trace: ${where}`];
    }
  });
}

function tryAll(documents: readonly object[], outcomesOf: (document: object) => Iterable<string[]>): Trial {
  const outcomes = documents.flatMap((document) => [...outcomesOf(document)]);
  return { tried: outcomes.length, wrong: outcomes.flat() };
}
