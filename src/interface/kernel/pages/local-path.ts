/** A base that no address has. */
const base = 'http://here.invalid';

/** The path and query of an address on this host; `/` for any other text. So that no link leads people elsewhere. */
export function localPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/') || !URL.canParse(given, base)) return '/';
  const { origin, pathname, search } = new URL(given, base);
  return origin === base && !pathname.startsWith('//') ? pathname + search : '/';
}
