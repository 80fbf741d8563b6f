/** What went wrong, for a person at a terminal: no stack, and nothing left empty. */
export function messageOf(error: unknown): string {
  // Node tried several addresses of one host; what it throws then has no message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(' ');
  return error instanceof Error ? error.message : String(error);
}
