/**
 * The command that made a report, for the reader who wants to run it again.
 * @param script as in `npm run`
 * @param given the options that were given to it
 */
export function commandLine(script: string, given: readonly string[] = process.argv.slice(2)): string {
  return [`npm run ${script}`, ...(given.length > 0 ? ['--', ...given] : [])].join(' ');
}
