/**
 * The strong tag of a resource that counts its revisions (RFC 9110, 8.8.3): it names the revision and the
 * representation, so that two versions, or two minors, never share one, and yet know it for the same state.
 */
export function revisionTag(revision: number, minor: string): string {
  return `"r${revision}-v${minor}"`;
}

/**
 * The revision that an `If-Match` names, whichever version it was given out by; of a list the newest, as an older one
 * cannot be the present state. 0, which nothing ever has, for tags that are none of ours; undefined where none is
 * named, as by `*`.
 */
export function revisionIn(ifMatch: string): number | undefined {
  if (['', '*'].includes(ifMatch.trim())) return undefined;
  const revisions = ifMatch.split(',').map((tag) => /^\s*"r(\d{1,15})-v\d+\.\d+"\s*$/.exec(tag)?.[1] ?? 0);
  return Math.max(...revisions.map(Number));
}
