import { codingInTag } from './content-coding.js';

/**
 * The strong entity tag of a resource with a revision number (RFC 9110, 8.8.3). It has the revision and the minor, so
 * that two versions or minors never share a tag, but recognise each other's tags for the same state.
 * @param rest for an answer that changes without a new revision: what it depends on besides, in letters, digits and `.`
 */
export function revisionTag(revision: number, minor: string, rest?: string): string {
  return `"r${revision}-v${minor}${rest === undefined ? '' : `-${rest}`}"`;
}

const tagOfRevision = new RegExp(`^\\s*"r(\\d{1,15})-v\\d+\\.\\d+(?:-[\\w.]+)?${codingInTag}"\\s*$`);

/**
 * The revision in an `If-Match`, of any version. Of several it is the newest, because an older one cannot be the
 * current state. Each coding of a representation has its own tag. For a foreign tag, and for a weak one, it is 0, which no resource has. Undefined if there is no tag, as with `*`.
 */
export function revisionIn(ifMatch: string): number | undefined {
  if (['', '*'].includes(ifMatch.trim())) return undefined;
  const revisions = ifMatch.split(',').map((tag) => tagOfRevision.exec(tag)?.[1] ?? 0);
  return Math.max(...revisions.map(Number));
}
