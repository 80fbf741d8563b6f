import { entryOf, linesOf, type Line } from './lines.js';
import { ratioOf, type Measured, type Start } from './measured.js';
import { rival, shelflife } from './programs.js';
import { spreadOf } from './statistics.js';
import { table } from './table.js';

/** The most that Shelflife may take, as a multiple of what Fastify with its own plugins takes in the same run. */
const times = { p99: 1, start: 2, memory: 1.5 } as const;
const startGoalMs = 800;
const memoryGoalMb = 160;

/** Shelflife's goals and whether they are reached. The median round counts. */
export function goalsOf({ outcomes, memory, starts }: Measured): string {
  const lines = linesOf(outcomes);
  const pssOf = (name: string) => memory.find(({ program }) => program.name === name)?.pss;
  const rows = [
    ...lines.flatMap(cpuGoal),
    ...lines.flatMap(p99Goal),
    ...startGoals(starts),
    ...memoryGoals(pssOf(shelflife), pssOf(rival)),
  ];
  return table(['goal, × Fastify with all plugins', 'at most', 'measured', ''], rows);
}

function cpuGoal(line: Line): string[][] {
  const [ours, theirs] = [entryOf(line, shelflife), entryOf(line, rival)];
  if (!ours || !theirs) return [];
  return [row(`${line.title}, CPU`, ratioOf('serverCpu', ours, theirs).median, line.work.goal, 2)];
}

function p99Goal(line: Line): string[][] {
  const [ours, theirs] = [entryOf(line, shelflife), entryOf(line, rival)];
  if (!ours || !theirs) return [];
  return [row(`${line.title}, p99`, ratioOf('p99', ours, theirs).median, times.p99, 2)];
}

function startGoals(starts: readonly Start[]): string[][] {
  const of = (name: string) => starts.find(({ program }) => program.name === name)?.ms;
  const [ours, theirs] = [of(shelflife), of(rival)];
  if (!ours) return [];
  const ms = spreadOf(ours).median;
  return [
    ...(theirs ? [row('Start to the first book', ms / spreadOf(theirs).median, times.start, 2)] : []),
    row('Start to the first book, ms', ms, startGoalMs, 0),
  ];
}

function memoryGoals(ours: number | undefined, theirs: number | undefined): string[][] {
  if (ours === undefined) return [];
  return [
    ...(theirs === undefined ? [] : [row('Memory after load, PSS', ours / theirs, times.memory, 2)]),
    row('Memory after load, PSS in MB', ours, memoryGoalMb, 0),
  ];
}

function row(what: string, measured: number, goal: number, digits: number): string[] {
  const verdict = measured <= goal ? 'reached' : `missed by ${((measured / goal - 1) * 100).toFixed(0)} %`;
  return [what, goal.toFixed(digits), measured.toFixed(digits), verdict];
}
