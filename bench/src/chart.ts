import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entryOf, linesOf, type Line } from './lines.js';
import type { Round } from './measure.js';
import { ratioOf, type Measured } from './measured.js';
import { programs, rival, shelflife, type Program } from './programs.js';
import { spreadOf } from './statistics.js';

/** A point of the chart: what a program takes, as a multiple of Fastify with its own plugins. */
export interface Point {
  readonly figure: string;
  readonly line: string;
  readonly program: string;
  readonly times: number;
}

const figures = { cost: 'server CPU of a request; memory; start', p99: '99th percentile' } as const;

/** Of packages of the bench, which only its own programs can import. */
const renderer = fileURLToPath(new URL('../../../bench/dist/chart/main.js', import.meta.url));

/** All points; none if Fastify with its own plugins was not measured. */
export function pointsOf({ outcomes, memory, starts }: Measured): Point[] {
  const lines = linesOf(outcomes);
  const point = (figure: string, line: string, { title }: Program, times: number): Point[] =>
    Number.isFinite(times) ? [{ figure, line, program: title.replace(' /v1', ''), times }] : [];
  const pss = (name: string) => memory.find(({ program }) => program.name === name)?.pss ?? NaN;
  const ms = (name: string) => {
    const start = starts.find(({ program }) => program.name === name);
    return start ? spreadOf(start.ms).median : NaN;
  };
  return programs.flatMap((program) => [
    ...lines.flatMap((line) => [
      ...point(figures.cost, line.title, program, times(line, program, 'serverCpu')),
      ...point(figures.p99, line.title, program, times(line, program, 'p99')),
    ]),
    ...point(figures.cost, 'Memory after load', program, pss(program.name) / pss(rival)),
    ...point(figures.cost, 'Start to the first book', program, ms(program.name) / ms(rival)),
  ]);
}

/** @throws Error when the chart cannot be drawn */
export function chartOf(points: readonly Point[], caption: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [renderer], {
    input: JSON.stringify(specificationOf(points, caption)),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The chart could not be drawn:\n${stderr}`);
  return stdout;
}

function times(line: Line, { name }: Program, figure: keyof Round): number {
  const [entry, reference] = [entryOf(line, name), entryOf(line, rival)];
  return entry && reference ? ratioOf(figure, entry, reference).median : NaN;
}

/** In the grammar of Vega-Lite: a row for each line, a dot for each program, and a rule where Fastify with plugins is. */
function specificationOf(points: readonly Point[], caption: string): object {
  const own = programs.find(({ name }) => name === shelflife)?.title.replace(' /v1', '');
  const panel = (figure: string, showsLines: boolean) => ({
    title: figure,
    width: 330,
    height: { step: 26 },
    transform: [{ filter: { field: 'figure', equal: figure } }],
    encoding: {
      y: {
        field: 'line',
        sort: null,
        title: null,
        axis: { grid: true, labels: showsLines, labelLimit: 240, ticks: false },
      },
    },
    layer: [
      { mark: { type: 'rule', strokeDash: [4, 3] }, encoding: { x: { datum: 1 }, y: null } },
      {
        mark: { type: 'point', filled: true, opacity: 0.85, size: 70 },
        encoding: {
          x: {
            field: 'times',
            type: 'quantitative',
            scale: { type: 'log', nice: true },
            title: '× (log scale)',
          },
          color: { field: 'program', sort: null, title: null, legend: { orient: 'bottom', columns: 6 } },
          shape: {
            condition: { test: `datum.program === '${own}'`, value: 'diamond' },
            value: 'circle',
          },
        },
      },
    ],
  });
  return {
    background: 'white',
    padding: 12,
    title: { text: 'Cost as a multiple of Fastify with its own plugins', subtitle: caption, anchor: 'start' },
    data: { values: points },
    hconcat: [panel(figures.cost, true), panel(figures.p99, true)],
    config: { font: 'sans-serif' },
  };
}
