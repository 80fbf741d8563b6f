import { readdirSync, readFileSync } from 'node:fs';

/** Linux tells the time of ended processes in hundredths of a second. */
const tickNs = 10_000_000;

/**
 * CPU time that the living threads of a process have used, in nanoseconds. Threads that ended are not in it: those of
 * Node stay for as long as it runs.
 */
export function cpuOf(pid: number): number {
  return schedulesOf(pid).reduce((sum, [ran = 0]) => sum + ran, 0);
}

/** The same with the time for which its threads were ready to run and had to wait for a core, in nanoseconds. */
export function demandOf(pid: number): number {
  return schedulesOf(pid).reduce((sum, [ran = 0, waited = 0]) => sum + ran + waited, 0);
}

function schedulesOf(pid: number): number[][] {
  return readdirSync(`/proc/${pid}/task`).map((task) =>
    readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ').map(Number),
  );
}

/**
 * The same of a process with all its children, also with those that have ended: PostgreSQL ends a process with each
 * connection. Of the ended the system only tells hundredths of a second.
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

/** Its share of the memory of this machine, in MB: what it shares with others is divided among them. */
export function pssOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1]) / 1_024;
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/**
 * What the system tells of a process from its state on (proc(5), where that is the third). Before that stands the name
 * of the program, which may have anything in it, also brackets and spaces: it ends at the last one.
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
