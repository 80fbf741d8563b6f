import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time that the living threads of a process have used, in nanoseconds. Threads that ended are not in it: those of
 * Node stay for as long as it runs.
 */
export function cpuOf(pid: number): number {
  let used = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const [ran = '0'] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    used += Number(ran);
  }
  return used;
}

/** The same of a process and all its children together. One that ended meanwhile counts nothing. */
export function cpuOfFamily(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + unlessGone(() => cpuOf(each)), 0);
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

/** The name of a program may have anything in it, also brackets and spaces: it ends at the last one. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function unlessGone(read: () => number): number {
  try {
    return read();
  } catch {
    return 0;
  }
}
