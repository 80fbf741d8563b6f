/** The targets of the `Link` header by their relation (RFC 8288). */
export function linksIn({ headers }: Response): Readonly<Record<string, string>> {
  const links = (headers.get('Link') ?? '').matchAll(/<([^>]*)>[^,]*?;\s*rel="([^"]+)"/g);
  return Object.fromEntries([...links].map(([, target = '', relation = '']) => [relation, target]));
}
