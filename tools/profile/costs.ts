import { Metrics } from '../../src/infrastructure/kernel/observability/metrics.js';
import { PinoReport } from '../../src/infrastructure/kernel/logging/pino-report.js';
import type { Answered } from '../../src/application/kernel/process/report.js';

const rounds = 200_000;

const answered: Answered = {
  requestId: '0b5f6f0e-95a1-4f0c-8f3e-6d9d3b0f4b54',
  method: 'GET',
  operationId: 'listBooks',
  route: '/v1/books',
  version: '1.0',
  status: 200,
  ms: 12.345,
  caller: 'patron',
  code: undefined,
  traceId: undefined,
};

/** The cost of building one log line, without the system's write, and of updating the metrics. */
export function costs(): string {
  const log = new PinoReport('info', { instance: '0' }, { write: () => undefined });
  const metrics = new Metrics();
  const figures = [
    ['a line of the log', microseconds(() => log.answered(answered))],
    ['counting', microseconds(() => metrics.answered(answered))],
  ] as const;
  return figures.map(([what, figure]) => `${figure.toFixed(2).padStart(7)}  ${what}`).join('\n');
}

function microseconds(work: () => void): number {
  for (let warm = 0; warm < rounds / 10; warm++) work();
  const started = performance.now();
  for (let round = 0; round < rounds; round++) work();
  return ((performance.now() - started) * 1_000) / rounds;
}
