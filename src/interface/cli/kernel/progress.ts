import { Presets, SingleBar } from 'cli-progress';

/** Shows the progress of a long task. */
export interface Progress {
  /** Starts a stage and ends the previous one. `total` and `step` have the same unit. */
  start(total: number, what: string): void;
  step(units: number): void;
  /** Ends the last stage. Call it in a `finally`: without it the process does not exit. */
  stop(): void;
}

/** A progress bar on a terminal. Otherwise a line at the start, every three seconds, and at the end. */
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
