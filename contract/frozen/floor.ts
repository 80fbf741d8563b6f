import type { Conversation } from '../conversations/conversation.js';
import { coveredBy, requiredCoverage } from '../conversations/coverage.js';
import type { Subject } from '../scenarios/drafts.js';
import { isExcepted } from './exceptions.js';

/** How much of what can be answered conversations were held about. */
export interface Coverage {
  readonly floor: number;
  /** `getBook 404 catalogue.book_not_found` */
  readonly missing: readonly string[];
}

/** Counts the ways to answer that a minor brought, and names those that no conversation is about. */
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
