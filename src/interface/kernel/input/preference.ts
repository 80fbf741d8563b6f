/** A longer field `Prefer` is not read. */
const longest = 500;

/** One preference, up to the next comma outside of quotes (RFC 7240, 2). A quotation without an end has no comma. */
const preferences = /(?:[^,"]|"(?:[^"\\]|\\[^])*(?:"|\\?$))+/g;

const lifecycleAt = /^\s*lifecycle-at\s*=\s*(?:"([^"]*)"|([^\s";,]+))\s*(?:;.*)?$/i;

/** RFC 3339, with seconds. */
const moment = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A preferred moment, and its text as it was sent. */
export interface PreferredMoment {
  readonly at: Date;
  readonly text: string;
}

/**
 * The preference `lifecycle-at` of a request. The first one counts. Undefined without one and for a malformed one: a
 * preference that cannot be followed is ignored, and the answer then lacks `Preference-Applied` (RFC 7240, 2 and 3).
 */
export function preferredMoment(prefer: string): PreferredMoment | undefined {
  if (prefer.length > longest) return undefined;
  for (const [each] of prefer.matchAll(preferences)) {
    const found = lifecycleAt.exec(each);
    if (found) return momentIn(found[1] ?? found[2] ?? '');
  }
  return undefined;
}

function momentIn(text: string): PreferredMoment | undefined {
  const day = moment.exec(text)?.[1];
  const at = new Date(text);
  if (day === undefined || Number.isNaN(at.getTime())) return undefined;
  const start = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day) ? { at, text } : undefined;
}
