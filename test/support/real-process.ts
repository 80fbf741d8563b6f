import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

/** How to run a program. Its environment has nothing of this process but PATH and HOME. */
interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Its standard input. */
  readonly input?: string;
  /** The user to run it as; only root has a choice. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

export interface Ending {
  /** The exit code; null after a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs in a process group of its own, like everything that is started at a terminal. */
export interface RealProcess {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** Its standard output so far. */
  stdout(): string;
  /** Resolves once its output matches. Rejects with its output if it ends before. */
  says(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** Resolves once `condition` holds. Rejects with its output if it ends before. */
  reaches(condition: () => boolean | Promise<boolean>, withinMs?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Sends the signal to the whole group, as Ctrl-C and a closed terminal do. */
  signalGroup(name: NodeJS.Signals): void;
  /** Whether any process of the group still runs. */
  groupRuns(): boolean;
}

const started: RealProcess[] = [];

// This runs also when mocha itself is stopped: no process may be left behind.
process.once('exit', killGroups);

export function run(program: string, args: readonly string[], around: Surroundings): RealProcess {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...around.env };
  const child = spawn(program, args, { cwd: around.cwd, env, detached: true, ...around.account });
  child.stdin.on('error', () => undefined).end(around.input ?? '');
  const running = watch(child, `${program} ${args.join(' ')}`);
  started.push(running);
  return running;
}

/** Kills all remaining processes that were started; for `afterEach`. */
export async function endProcesses(): Promise<void> {
  killGroups();
  await Promise.all(started.splice(0).map(({ ended }) => ended));
}

function killGroups(): void {
  for (const each of started) each.signalGroup('SIGKILL');
}

function watch(child: ChildProcessWithoutNullStreams, title: string): RealProcess {
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  // This event comes for a missing program, which has no process id either.
  child.on('error', () => undefined);
  const pid = pidOf(child, title);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  const reaches: RealProcess['reaches'] = (condition, withinMs = 30_000) =>
    until(async () => {
      if (await condition()) return true;
      if (child.exitCode === null && child.signalCode === null) return false;
      throw new Error(`${title} ended early (${child.exitCode}):\n${said.stdout}${said.stderr}`);
    }, withinMs);
  return {
    pid,
    ended,
    reaches,
    stdout: () => said.stdout,
    says: async (pattern, withinMs) => {
      await reaches(() => pattern.test(said.stdout + said.stderr), withinMs);
      return pattern.exec(said.stdout + said.stderr) as RegExpExecArray;
    },
    signal: (name) => void child.kill(name),
    signalGroup: (name) => void kill(-pid, name),
    groupRuns: () => kill(-pid, 0),
  };
}

function pidOf(child: ChildProcess, title: string): number {
  if (child.pid === undefined) throw new Error(`${title} could not be started: is it installed?`);
  return child.pid;
}

/** Whether a process received the signal. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
