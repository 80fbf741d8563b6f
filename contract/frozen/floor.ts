import type { Conversation } from '../conversations/conversation.js';
import { coveredBy, requiredCoverage } from '../conversations/coverage.js';
import type { Subject } from '../scenarios/drafts.js';
import { isExcepted } from './exceptions.js';

/** How many of the possible answers the conversations cover. */
export interface Coverage {
  readonly floor: number;
  /** `getBook 404 catalogue.book_not_found` */
  readonly missing: readonly string[];
}

/** Counts the possible answers of the operations that are new or changed in a minor, and lists the uncovered ones. */
export function coverageOf(
  major: string,
  { minor, document, operations }: Subject,
  conversations: readonly Conversation[],
): Coverage {
  const floor = requiredCoverage(document, operations);
  const covered = coveredBy(
    conversations.filter((each) => each.minor === minor),
    document,
  );
  const missing = floor.filter((way) => !covered.has(way) && !isExcepted(`${major} ${way}`));
  return { floor: floor.length, missing };
}
