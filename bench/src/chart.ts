import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entryOf, linesOf, type Line } from './lines.js';
import type { Round } from './measure.js';
import { ratioOf, type Measured } from './measured.js';
import { programNamed, programs, rival, shelflife, type Program } from './programs.js';
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
  const ofAll = (make: (program: Program) => Point[]) => programs.flatMap(make);
  return [
    ...lines.flatMap((line) =>
      ofAll((program) => [
        ...point(figures.cost, line.title, program, timesOf(line, program, 'serverCpu')),
        ...point(figures.p99, line.title, program, timesOf(line, program, 'p99')),
      ]),
    ),
    ...ofAll((program) => point(figures.cost, 'Memory after load', program, pss(program.name) / pss(rival))),
    ...ofAll((program) =>
      point(figures.cost, 'Start to the first book', program, ms(program.name) / ms(rival)),
    ),
  ];
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

function timesOf(line: Line, { name }: Program, figure: keyof Round): number {
  const [entry, reference] = [entryOf(line, name), entryOf(line, rival)];
  return entry && reference ? ratioOf(figure, entry, reference).median : NaN;
}

/** In the grammar of Vega-Lite: a row for each line, a dot for each program, and a rule where Fastify with plugins is. */
function specificationOf(points: readonly Point[], caption: string): object {
  return {
    background: 'white',
    padding: 12,
    title: { text: 'Cost as a multiple of Fastify with its own plugins', subtitle: caption, anchor: 'start' },
    data: { values: points },
    hconcat: [panelOf(points, figures.cost, true), panelOf(points, figures.p99, false)],
    config: { font: 'sans-serif' },
  };
}

function panelOf(points: readonly Point[], figure: string, showsLines: boolean): object {
  const rows = [...new Set(points.map(({ line }) => line))];
  const axis = { grid: true, labels: showsLines, labelLimit: 0, ticks: false };
  const scale = { type: 'log', nice: true };
  const own = programNamed(shelflife).title.replace(' /v1', '');
  return {
    title: figure,
    width: 330,
    height: { step: 26 },
    transform: [{ filter: { field: 'figure', equal: figure } }],
    layer: [
      { mark: { type: 'rule', strokeDash: [4, 3] }, encoding: { x: { datum: 1 } } },
      {
        mark: { type: 'point', filled: true, opacity: 0.85, size: 70 },
        encoding: {
          y: { field: 'line', scale: { domain: rows }, title: null, axis },
          x: { field: 'times', type: 'quantitative', scale, title: '× (log scale)' },
          color: {
            field: 'program',
            sort: null,
            title: null,
            legend: { orient: 'bottom', columns: 6, labelLimit: 0 },
          },
          shape: { condition: { test: `datum.program === '${own}'`, value: 'diamond' }, value: 'circle' },
        },
      },
    ],
  };
}
