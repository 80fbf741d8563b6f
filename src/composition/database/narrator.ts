import type { Config } from '../../../config/index.js';

/** Tells a developer what the process does while they wait. */
export type Say = (line: string) => void;

export const silently: Say = () => undefined;

/** Prints plain lines in development. Elsewhere the log is all that a process writes. */
export function narrator({ name }: Config): Say {
  return name === 'development' ? (line) => void process.stdout.write(`${line}\n`) : silently;
}
