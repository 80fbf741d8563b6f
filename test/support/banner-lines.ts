import { spawnSync } from 'node:child_process';
import { run, type Ending } from './real-process.js';

const labels = ['List books', 'Log in', 'Borrow'];

/** Every call of curl also prints its status, on a line of standard error. */
const telling = `curl() { command curl -w '%{stderr}%{http_code}\\n' "$@"; }`;

/**
 * Follows the banner as a new user does: pastes its three lines into one shell, one after the other. Standard error
 * then has the statuses, standard output has the list and the loan, a line each.
 */
export function pasteLines(banner: string, cwd: string): Promise<Ending> {
  const lines = labels.map(
    (label) => new RegExp(`^ +${label} +(.*)$`, 'm').exec(banner)?.[1] ?? `# no ${label}`,
  );
  return run('bash', ['-c', [telling, ...lines.flatMap((line) => [line, 'echo'])].join('\n')], { cwd }).ended;
}

/** Whether curl is installed for the pasted lines. Prints a visible warning when it is not, and fails in CI. */
export function canPaste(): boolean {
  if (spawnSync('curl', ['--version']).status === 0) return true;
  const lack = 'there is no curl in the PATH (Debian: apt install curl)';
  if (process.env['CI'] === 'true') throw new Error(`CI=true, but ${lack}`);
  console.warn(`\n!!! The curl commands of the banner are NOT TESTED: ${lack}.\n`);
  return false;
}
