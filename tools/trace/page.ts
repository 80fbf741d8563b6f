import type { Budget } from './budgets.js';
import { byFolder, byPackage, total, type CalledFunction, type Calls, type Group } from './calls.js';
import type { Trace } from './trace.js';

type Side = keyof Calls;

const packagesShown = 20;
const titles: Readonly<Record<Side, string>> = { own: 'our own', packages: 'in packages' };

/**
 * The result of a trace, for a terminal.
 * @param name of the request
 * @param budget the greatest number of calls, where there is a limit
 */
export function page(
  name: string,
  { outcome, warm, repetitions }: Trace,
  budget: Partial<Budget> = {},
): string {
  const typical = typicalOf(repetitions);
  const sums = (['own', 'packages'] as const).map((side) => {
    const { functions, files, calls } = total(side, typical[side]);
    return [titles[side], functions, files, calls, rangeOf(repetitions, side), verdict(calls, budget[side])];
  });
  return [
    `${name}: answered ${outcome}; ${warm} requests to warm up, then ${repetitions.length} counted one by one.`,
    'Function calls are counted, closures included, without functions of Node itself.',
    '',
    columns([['', 'functions', 'files', 'calls', 'lowest to highest', ''], ...sums]),
    '',
    'Our own, by layer and folder',
    columns([['', 'functions', 'files', 'calls'], ...layers(typical.own)]),
    '',
    'Packages, most calls first',
    columns([
      ['', 'functions', 'files', 'calls'],
      ...byPackage(typical.packages)
        .slice(0, packagesShown)
        .map((group) => row(group)),
    ]),
  ].join('\n');
}

/** Our own functions, most calls first. */
export function functionList({ repetitions }: Trace, sourceOf: (called: CalledFunction) => string): string {
  const functions = typicalOf(repetitions).own.toSorted((a, b) => b.calls - a.calls);
  const rows = functions.map(
    (called) => `${String(called.calls).padStart(6)}  ${called.name}  ${sourceOf(called)}`,
  );
  return ['Our own functions, most calls first', ...rows].join('\n');
}

/** The repetition with the median number of our own calls. */
export function typicalOf(repetitions: readonly Calls[]): Calls {
  const sorted = repetitions.toSorted((a, b) => callsOf(a, 'own') - callsOf(b, 'own'));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('Nothing was counted.');
  return middle;
}

function callsOf(calls: Calls, side: Side): number {
  return total(side, calls[side]).calls;
}

function rangeOf(repetitions: readonly Calls[], side: Side): string {
  const counts = repetitions.map((calls) => callsOf(calls, side));
  return `${Math.min(...counts)} to ${Math.max(...counts)}`;
}

function verdict(calls: number, most: number | undefined): string {
  if (most === undefined) return '';
  return calls > most ? `OVER THE BUDGET of ${most}` : `within the budget of ${most}`;
}

function layers(own: readonly CalledFunction[]): (string | number)[][] {
  return byFolder(own, 2).flatMap((layer) => [
    row(layer),
    ...byFolder(own.filter(({ file }) => file.startsWith(`${layer.name}/`))).map((group) => row(group, '  ')),
  ]);
}

function row({ name, functions, files, calls }: Group, indent = ''): (string | number)[] {
  return [indent + name, functions, files, calls];
}

function columns(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((each) => each.map(String));
  const width = (column: number) => Math.max(...cells.map((each) => each[column]?.length ?? 0));
  const padded = (cell: string, column: number) =>
    column === 0 || column > 4 ? cell.padEnd(width(column)) : cell.padStart(width(column));
  return cells.map((each) => each.map(padded).join('  ').trimEnd()).join('\n');
}
