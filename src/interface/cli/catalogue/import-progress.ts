import { SingleBar } from 'cli-progress';

/** Shows how many lines of a file have been read. */
export interface Progress {
  reach(line: number): void;
  stop(): void;
}

/** A progress bar on a terminal. Otherwise a line every few seconds, so that a log stays short. */
export function showProgress(out: NodeJS.WriteStream, lines: number): Progress {
  return out.isTTY ? bar(out, lines) : lineByLine(out, lines);
}

function bar(stream: NodeJS.WriteStream, lines: number): Progress {
  const shown = new SingleBar({
    stream,
    format: '{bar} {percentage} %  line {value} of {total}  {eta_formatted} left',
  });
  shown.start(lines, 0);
  return { reach: (line) => shown.update(Math.min(line, lines)), stop: () => shown.stop() };
}

const everyMs = 3_000;

function lineByLine(out: NodeJS.WriteStream, lines: number): Progress {
  let next = performance.now() + everyMs;
  return {
    reach: (line) => {
      if (performance.now() < next) return;
      next += everyMs;
      const reached = Math.min(line, lines);
      const percent = lines === 0 ? 100 : Math.floor((100 * reached) / lines);
      out.write(`line ${reached} of ${lines} (${percent} %)\n`);
    },
    stop: () => undefined,
  };
}
