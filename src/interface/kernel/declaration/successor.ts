/** The path parameters of a request, unchecked. */
export type PathValues = Readonly<Record<string, string>>;

/** The operation that replaces something deprecated. */
export interface SuccessorOperation {
  readonly operationId: string;
  /** Its path in the document, with `{id}` and other parameters. */
  readonly href: string;
  /**
   * Its address for a request with these path parameters, if it has parameters. Undefined if they name nothing.
   * Majors have different ids, so only the declaration knows it.
   */
  readonly addressFor?: (path: PathValues) => string | undefined;
}

/** The replacement for something deprecated, or the reason why there is none. */
export type Successor = SuccessorOperation | { readonly none: string };

/**
 * An address for `Link`, which has no templates: that of the successor of this very resource, or else its place in the
 * documentation.
 */
export function successorLink(
  { operationId, href, addressFor }: SuccessorOperation,
  path: PathValues,
): string {
  if (!href.includes('{')) return href;
  return addressFor?.(path) ?? documentationOf(operationId, href);
}

/** `/v2/patrons/{id}` → `/v2/docs#/patrons/updatePatron`. */
function documentationOf(operationId: string, href: string): string {
  const [, major = '', tag = ''] = href.split('/');
  return `/${major}/docs#/${tag}/${operationId}`;
}
