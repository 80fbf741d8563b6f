/** The path of the page of a refusal code. */
export function problemPath({ code }: { readonly code: string }): string {
  return `/docs/problems/${code}`;
}
