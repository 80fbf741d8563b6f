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

/** All results of one run of the bench. */
export interface Measured {
  readonly outcomes: readonly Outcome[];
  readonly memory: readonly Memory[];
  readonly starts: readonly Start[];
  readonly options: Options;
  /** Its version. */
  readonly postgres: string;
}

/** The ratio of a figure of two entries, round by round. */
export function ratioOf(figure: keyof Round, entry: Entry, hand: Entry): Spread {
  return ratios(
    entry.rounds.map((round) => round[figure]),
    hand.rounds.map((round) => round[figure]),
  );
}
