import { spawn } from 'node:child_process';

/** The user and group that PostgreSQL's programs run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface HowToRun {
  /** Whom to run as; ourselves when undefined. */
  readonly account: Account | undefined;
  /** A folder the account may enter: PostgreSQL's programs give up in one that they cannot. */
  readonly cwd: string;
  /** Gives the program a session of its own, so that a Ctrl-C in the terminal does not reach it. */
  readonly ownSession?: boolean;
}

/** How a program ended: its exit code (null after a signal) and all that it said. */
interface Ending {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end and gives its output; throws with that output when it fails. */
export async function runProgram(program: string, args: readonly string[], how: HowToRun): Promise<string> {
  const { code, output } = await ending(program, args, how);
  if (code !== 0) throw new Error(output.trim() || `${program} ended with code ${String(code)}.`);
  return output;
}

/** True when `account` may enter the folder or run the program at `path`. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  // A real try sees what mode bits alone do not tell: access lists, and every folder on the way.
  const { code } = await ending('/bin/sh', ['-c', 'test -x "$0"', path], { account, cwd: '/' });
  return code === 0;
}

function ending(program: string, args: readonly string[], how: HowToRun): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...how.account,
      cwd: how.cwd,
      detached: how.ownSession ?? false,
      // Nothing is inherited: PGPORT, LANG or TZ of the caller must not change the cluster.
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
