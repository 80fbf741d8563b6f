import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a long piece of work has come. */
export interface Progress {
  /** Begins a stretch of work, and ends the one before it. `total` counts the same units as `step`. */
  start(total: number, what: string): void;
  step(units: number): void;
  /** Ends the last stretch. Without it the process stays alive, so it belongs into a `finally`. */
  stop(): void;
}

/** A bar on a terminal; elsewhere a line at the start, every three seconds, and at the end. */
export function consoleProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const format = `{what}${stream.isTTY ? ' {bar}' : ''} {percentage}% | {value} of {total} | {duration} s`;
  const options = { format, stream, noTTYOutput: true, notTTYSchedule: 3_000 };
  let bar: SingleBar | undefined;
  return {
    start(total, what) {
      bar?.stop();
      bar = new SingleBar(options, Presets.shades_classic);
      bar.start(total, 0, { what });
    },
    step: (units) => bar?.increment(units),
    stop: () => bar?.stop(),
  };
}
