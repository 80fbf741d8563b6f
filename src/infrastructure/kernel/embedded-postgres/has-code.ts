/** True for an error of the system or of PostgreSQL that carries one of these codes, such as `ENOENT` or `42P04`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
