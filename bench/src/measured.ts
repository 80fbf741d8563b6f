import type { Entry, Outcome, Round } from './measure.js';
import type { Options } from './options.js';
import type { Program } from './programs.js';
import { ratios, type Spread } from './statistics.js';

export interface Memory {
  readonly program: Program;
  /** MB */
  readonly pss: number;
}

export interface Start {
  readonly program: Program;
  readonly ms: readonly number[];
}

/** All that one run of the bench has measured. */
export interface Measured {
  readonly outcomes: readonly Outcome[];
  readonly memory: readonly Memory[];
  readonly starts: readonly Start[];
  readonly options: Options;
  /** Its version. */
  readonly postgres: string;
}

/** How a figure of one entry stands to that of another, round by round. */
export function ratioOf(figure: keyof Round, entry: Entry, hand: Entry): Spread {
  return ratios(
    entry.rounds.map((round) => round[figure]),
    hand.rounds.map((round) => round[figure]),
  );
}
