import { linksIn } from './links.js';

/** What the library says of an operation that will go away, or of a part of it that was used. */
export interface Deprecation {
  /** Such as `PUT /v1/users/{id}/role`. */
  readonly operation: string;
  readonly deprecatedAt: Date | undefined;
  readonly sunsetAt: Date | undefined;
  /** What takes its place. */
  readonly successor: string | undefined;
  /** A page that says what to do. */
  readonly guide: string | undefined;
}

export type OnDeprecation = (deprecation: Deprecation) => void;

/** Reads `Deprecation`, `Sunset` and `Link` of answers (RFC 9745, RFC 8594), and tells once for each operation. */
export function deprecations(
  tell: OnDeprecation = warn,
): (path: string, request: Request, response: Response) => void {
  const told = new Set<string>();
  return (path, { method, url }, response) => {
    const { headers } = response;
    const operation = `${method} ${path}`;
    const since = headers.get('Deprecation');
    const sunset = headers.get('Sunset');
    if ((since ?? sunset) === null || told.has(operation)) return;
    told.add(operation);
    const links = linksIn(response);
    const link = (relation: string) => {
      const target = links[relation];
      return target === undefined ? undefined : new URL(target, url).href;
    };
    tell({
      operation,
      deprecatedAt: since === null ? undefined : new Date(Number(since.slice(1)) * 1_000),
      sunsetAt: sunset === null ? undefined : new Date(sunset),
      successor: link('successor-version'),
      guide: link('deprecation') ?? link('sunset'),
    });
  };
}

function warn({ operation, sunsetAt, successor, guide }: Deprecation): void {
  const end = sunsetAt ? ` It ends on ${sunsetAt.toISOString().slice(0, 10)}.` : '';
  const next = successor ? ` Its successor is ${successor}.` : '';
  console.warn(`${operation} is deprecated.${end}${next}${guide ? ` See ${guide}` : ''}`);
}
