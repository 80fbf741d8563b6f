import { spawn } from 'node:child_process';

/** The user and group that PostgreSQL's programs run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface HowToRun {
  /** The user to run it as; undefined means the current user. */
  readonly account: Account | undefined;
  /** A folder that the account may enter: PostgreSQL's programs fail in any other. */
  readonly cwd: string;
  /** Gives the program a session of its own, so that a Ctrl-C in the terminal does not reach it. */
  readonly ownSession?: boolean;
}

/** How a program ended: its exit code (null after a signal) and its output. */
interface Ending {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end and returns its output; throws an error with that output when it fails. */
export async function runProgram(program: string, args: readonly string[], how: HowToRun): Promise<string> {
  const { code, output } = await ending(program, args, how);
  if (code !== 0) throw new Error(output.trim() || `${program} ended with code ${String(code)}.`);
  return output;
}

/** Whether `account` may enter the folder, or run the program, at `path`. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  // A real attempt also covers access lists and every folder of the path; mode bits do not.
  const { code } = await ending('/bin/sh', ['-c', 'test -x "$0"', path], { account, cwd: '/' });
  return code === 0;
}

function ending(program: string, args: readonly string[], how: HowToRun): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...how.account,
      cwd: how.cwd,
      detached: how.ownSession ?? false,
      // No environment variable is inherited: PGPORT, LANG or TZ of the caller must not change the cluster.
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
