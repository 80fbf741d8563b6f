import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Squawk's binary comes with its package; nothing is downloaded. */
const squawk = (require('squawk-cli/js/index.js') as { getBinaryPath(): string }).getBinaryPath();

/** Rules of squawk that we do not use, each with its replacement. */
const settledElsewhere = [
  // Every connection that migrates has its limits: src/infrastructure/kernel/migrations/prepare-migration.ts.
  'require-lock-timeout',
  'require-statement-timeout',
  'require-timeout-settings',
  // Our rule `contract` also checks when something may be dropped.
  'ban-drop-column',
  'ban-drop-table',
  'ban-drop-not-null',
  // Our rule `set-not-null` checks for an earlier validated constraint.
  'adding-not-nullable-field',
  // Our rule `identity`: a number of days is no key.
  'prefer-bigint-over-int',
  'prefer-bigint-over-smallint',
];

/** A finding of squawk about a file. */
export interface Complaint {
  readonly rule: string;
  readonly message: string;
}

interface Reported {
  readonly rule_name: string;
  readonly message: string;
  readonly help: string | null;
}

/** Checks the statements of one file by squawk's rules. @throws Error when squawk itself fails */
export function complaints(sql: string, inTransaction: boolean): Complaint[] {
  const settings = ['--reporter=json', '--pg-version=15', `--exclude=${settledElsewhere.join(',')}`];
  const args = inTransaction ? [...settings, '--assume-in-transaction'] : settings;
  const { stdout, stderr, error } = spawnSync(squawk, args, { input: sql, encoding: 'utf8' });
  if (error) throw error;
  if (!stdout.startsWith('[')) throw new Error(`squawk failed: ${stdout}${stderr}`);
  return (JSON.parse(stdout) as Reported[]).map(({ rule_name: rule, message, help }) => ({
    rule,
    message: help ? `${message} ${help}` : message,
  }));
}

/** The syntax tree of some SQL from squawk's parser, as indented text. */
export function syntaxOf(sql: string): string {
  // The errors it prints are in its report, too.
  return execFileSync(squawk, ['--debug', 'parse'], {
    input: sql,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}
