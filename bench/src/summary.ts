import { entryOf, linesOf, type Line } from './lines.js';
import type { Entry, Round } from './measure.js';
import type { Measured } from './measured.js';
import type { Program } from './programs.js';
import { spreadOf } from './statistics.js';
import { table } from './table.js';

/** A table of all lines and programs: the server's CPU time of a request, and its 99th percentile. */
export function summaryOf({ outcomes, memory, starts }: Measured): string {
  const lines = linesOf(outcomes);
  const shown = starts.map(({ program }) => program);
  const row = (title: string, cell: (program: Program) => string) => [title, ...shown.map(cell)];
  const pss = ({ name }: Program) =>
    memory.find(({ program }) => program.name === name)?.pss.toFixed(0) ?? '';
  const ms = ({ name }: Program) =>
    spreadOf(starts.find(({ program }) => program.name === name)?.ms ?? []).median.toFixed(0);
  const rows = [
    ...lines.map((line) => row(`${line.title}, CPU in µs`, figure(line, 'serverCpu', 1, 0))),
    ...lines.map((line) => row(`${line.title}, p99 in ms`, figure(line, 'p99', 1_000, 1))),
    ...(memory.length > 0 ? [row('Memory after load, PSS in MB', pss)] : []),
    row('Start to the first book, ms', ms),
  ];
  return table(['', ...shown.map(({ title }) => title.replace(' /v1', ''))], rows);
}

function figure(line: Line, of: keyof Round, per: number, digits: number): (program: Program) => string {
  return ({ name }) => {
    const entry = entryOf(line, name);
    return entry ? (medianOf(entry, of) / per).toFixed(digits) : '';
  };
}

function medianOf({ rounds }: Entry, of: keyof Round): number {
  return spreadOf(rounds.map((round) => round[of])).median;
}
