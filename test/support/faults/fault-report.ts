import { cpus } from 'node:os';
import { isFull } from './form.js';

interface Row {
  readonly fault: string;
  readonly promised: string;
  readonly measured: string;
}

const rows: Row[] = [];
/** The names of figures end in their unit. */
const isTime = /\((?:ms|s)\)$/;

/**
 * Adds the outcome of a fault to the table at the end of the run. The test itself asserts the promise.
 * @throws Error for a time below 0: it was not measured, but computed from two clocks or from two unrelated moments
 */
export function report(fault: string, promised: string, measured: Readonly<Record<string, unknown>>): void {
  const wrong = Object.entries(measured).find(([what, figure]) => isTime.test(what) && Number(figure) < 0);
  if (wrong) throw new Error(`${fault}: a time cannot be negative: ${wrong.join(' ')}`);
  const figures = Object.entries(measured).map(([what, figure]) => `${what} ${said(figure)}`);
  rows.push({ fault, promised, measured: figures.join(', ') });
}

function said(figure: unknown): string {
  if (typeof figure === 'number' && !Number.isInteger(figure)) return figure.toFixed(figure < 10 ? 2 : 0);
  return String(figure);
}

/** Mocha calls this once, after everything. */
export function mochaGlobalTeardown(): void {
  if (rows.length === 0) return;
  const form = isFull ? 'full' : 'short';
  const lines = rows.map(({ fault, promised, measured }) => `| ${fault} | ${promised} | ${measured} |`);
  const head = ['| fault | promised | measured |', '| --- | --- | --- |'];
  console.log([`\n  Faults, ${form} form, ${cpus().length} cores\n`, ...head, ...lines, ''].join('\n'));
}
