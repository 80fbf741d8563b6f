import type { Outcome } from './measure.js';
import { ratioOf, type Measured } from './measured.js';
import { shelflife, yardstick } from './programs.js';
import { spreadOf } from './statistics.js';
import { table } from './table.js';

const startGoalMs = 400;
const memoryGoalMb = 180;

/** Shelflife's goals and whether they are reached. The median round counts. */
export function goalsOf({ outcomes, memory, starts }: Measured): string {
  const rows = [
    ...outcomes.map(workGoal),
    ...outcomes.filter(({ work }) => work.needsDatabase).flatMap(aheadOfAll),
    ...starts
      .filter(({ program }) => program.name === shelflife)
      .map(({ ms }) => row('Start to the first book, ms', spreadOf(ms).median, startGoalMs, 0)),
    ...memory
      .filter(({ program }) => program.name === shelflife)
      .map(({ pss }) => row('Memory after load, MB', pss, memoryGoalMb, 0)),
  ];
  return table(['goal', 'at most', 'measured', ''], rows);
}

function workGoal({ work, entries }: Outcome): string[] {
  const hand = entries.find(({ name }) => name === yardstick);
  const ours = entries.find(({ name }) => name === shelflife);
  if (!hand || !ours) throw new Error(`There is nothing to compare in ${work.name}.`);
  return row(`${work.title}, CPU × by hand`, ratioOf('serverCpu', ours, hand).median, work.goal, 2);
}

/** The best of the peers. The program written by hand is left out, because it has a goal of its own. */
function aheadOfAll({ work, entries }: Outcome): string[][] {
  const cpu = (name: string) =>
    spreadOf(entries.find((each) => each.name === name)?.rounds.map((round) => round.serverCpu) ?? []).median;
  const peers = entries.filter(({ name }) => name !== yardstick && !name.startsWith(shelflife));
  const [best] = peers.toSorted((a, b) => cpu(a.name) - cpu(b.name));
  if (!best) return [];
  return [row(`${work.title}, CPU × the best peer's (${best.title})`, cpu(shelflife) / cpu(best.name), 1, 2)];
}

function row(what: string, measured: number, goal: number, digits: number): string[] {
  const verdict = measured <= goal ? 'reached' : `missed by ${((measured / goal - 1) * 100).toFixed(0)} %`;
  return [what, goal.toFixed(digits), measured.toFixed(digits), verdict];
}
