import { table } from '../table.js';
import type { Figures } from './measure.js';

/** The figures of one work, for each library from the smallest to the largest. */
export interface Row {
  readonly name: string;
  readonly bySize: readonly Figures[];
}

export interface Occasion {
  readonly command: string;
  readonly date: Date;
  readonly sizes: readonly { readonly books: number; readonly loans: number }[];
  readonly server: string;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const short = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0));

export function report(rows: readonly Row[], { command, date, sizes, server }: Occasion): string {
  const libraries = sizes
    .map(({ books, loans }) => `${whole(books)} books with ${whole(loans)} loans`)
    .join(', ');
  const columns = sizes.map(({ books }) => whole(books));
  return `# Growth

Made by \`${command}\` on ${date.toISOString().slice(0, 10)}: ${libraries}; ${server}.

Figures of different runs are not to be compared, those of one row are: the libraries took turns. Growth is the last one
by the first one. A request that does not get its rows within two seconds is answered with 503: where this happened, it
is said how often.

## CPU of PostgreSQL and the service together, in milliseconds for each request

${tableOf(rows, columns, (figures) => short(cpuOf(figures)), cpuOf)}

## CPU of PostgreSQL alone

${tableOf(
  rows,
  columns,
  (figures) => short(perRequest(figures, figures.postgresCpu)),
  (figures) => perRequest(figures, figures.postgresCpu),
)}

## Latency in milliseconds: median (95 of 100)

Over eight connections that ask as fast as they are answered, from the same machine.

${tableOf(rows, columns, latency, (figures) => quantile(figures, 0.5))}
`;
}

function tableOf(
  rows: readonly Row[],
  columns: readonly string[],
  cell: (figures: Figures) => string,
  value: (figures: Figures) => number,
): string {
  const lines = rows.map(({ name, bySize }) => {
    const [first, last] = [bySize[0], bySize.at(-1)];
    const growth = first && last ? value(last) / value(first) : NaN;
    const cells = bySize.map((figures) => cell(figures) + lateShare(figures));
    return [name, ...cells, Number.isFinite(growth) ? `${growth.toFixed(2)}×` : '–'];
  });
  return table(['work', ...columns, 'growth'], lines);
}

function lateShare({ refused, asked }: Figures): string {
  return refused > 0 ? `, ${whole((refused / asked) * 100)} % too late` : '';
}

function cpuOf(figures: Figures): number {
  return perRequest(figures, figures.postgresCpu + figures.serviceCpu);
}

function perRequest({ asked }: Figures, nanoseconds: number): number {
  return nanoseconds / 1_000_000 / asked;
}

function latency(figures: Figures): string {
  if (figures.latencies.length === 0) return 'none';
  return `${short(quantile(figures, 0.5))} (${short(quantile(figures, 0.95))})`;
}

function quantile({ latencies }: Figures, part: number): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
