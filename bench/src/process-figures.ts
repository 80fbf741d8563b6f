import { readdirSync, readFileSync } from 'node:fs';

/** Linux gives the time of ended processes in hundredths of a second. */
const tickNs = 10_000_000;

/**
 * CPU time that the living threads of a process have used, in nanoseconds. Ended threads are not included, but Node's
 * threads live as long as the process.
 */
export function cpuOf(pid: number): number {
  return schedulesOf(pid).reduce((sum, [ran = 0]) => sum + ran, 0);
}

/** CPU time plus the time for which the threads were ready to run and waited for a core, in nanoseconds. */
export function demandOf(pid: number): number {
  return schedulesOf(pid).reduce((sum, [ran = 0, waited = 0]) => sum + ran + waited, 0);
}

function schedulesOf(pid: number): number[][] {
  return readdirSync(`/proc/${pid}/task`).map((task) =>
    readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ').map(Number),
  );
}

/**
 * CPU time of a process with all its children, also those that have ended, because PostgreSQL ends a process with each
 * connection. For ended ones the system gives hundredths of a second only.
 */
export function cpuOfFamily(pid: number): number {
  const alive = [pid, ...childrenOf(pid)].reduce((sum, each) => sum + unlessGone(() => cpuOf(each)), 0);
  const [user = 0, system = 0] = statOf(pid).slice(13, 15).map(Number);
  return alive + (user + system) * tickNs;
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((each) => each > 0 && unlessGone(() => parentOf(each)) === pid);
}

/** The proportional set size in MB: memory that is shared with other processes is divided among them. */
export function pssOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1]) / 1_024;
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/**
 * The fields of a process from its state on (proc(5), where that is the third). Before it is the name of the program,
 * which may contain brackets and spaces, so the fields start after the last bracket.
 */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function unlessGone(read: () => number): number {
  try {
    return read();
  } catch {
    return 0;
  }
}
