import { readdirSync, readFileSync } from 'node:fs';

/** One tick of /proc/…/stat, in nanoseconds: Linux counts a hundred of them a second for every program. */
const tick = 10_000_000;

/** CPU time of the threads of a process, in nanoseconds. */
export function cpuOf(pid: number): number {
  let used = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    used += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
  }
  return used;
}

/** The same of a server that works by its children: of those that live, and of those that have ended. */
export function cpuOfFamily(pid: number): number {
  const living = childrenOf(pid).reduce((sum, child) => sum + unlessGone(() => cpuOf(child)), cpuOf(pid));
  const fields = statOf(pid);
  return living + (Number(fields[13]) + Number(fields[14])) * tick;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((each) => each > 0 && unlessGone(() => Number(statOf(each)[1])) === pid);
}

/** What follows the name of the program, which may have anything in it, also brackets: it ends at the last one. */
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
