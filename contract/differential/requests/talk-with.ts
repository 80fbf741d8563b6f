import { opening } from '../content/fill.js';
import { Random } from '../content/random.js';
import { Callers } from './callers.js';
import type { Operation } from './documents.js';
import { lookAround } from './look-around.js';
import { Talk, type Heard } from './talk.js';
import { sweep } from './sweep.js';
import { turn } from './turns.js';
import { World } from './world.js';
import type { Line } from '../sides/line.js';

export interface Wish {
  readonly requests: number;
  readonly seed: number;
  /** All operations of the service, as far as the talk needs them. */
  readonly operations: readonly Operation[];
  /** Those that get their turns; all of them if absent. */
  readonly asked?: readonly Operation[];
  /** Whether every refusal of the kernel is to be met in every operation. */
  readonly sweeps: boolean;
}

/** Sends random requests to one side, and tells each answer. Every operation gets its turn in every minor. */
export async function talkWith(
  line: Pick<Line, 'send'>,
  wish: Wish,
  hear: (heard: Heard) => Promise<void>,
): Promise<void> {
  const random = new Random(wish.seed);
  const talk = new Talk(line, opening, random, hear);
  const world = new World(wish.operations);
  const callers = new Callers(talk, wish.operations, random, world);
  const scene = { talk, world, random, callers };
  await callers.refresh();
  await lookAround(scene, wish.operations);
  if (wish.sweeps) await sweep(wish.operations, scene, () => talk.count >= wish.requests);
  const { asked = wish.operations } = wish;
  const turns = asked.flatMap((operation) => Array.from({ length: weightOf(operation) }, () => operation));
  while (talk.count < wish.requests) {
    for (const operation of random.some(turns, turns.length)) {
      if (talk.count >= wish.requests) break;
      await turn(operation, scene);
    }
  }
}

/** A list with many filters has many combinations, and a loan has many reasons against it. */
function weightOf({ parameters, conflicts }: Operation): number {
  return 1 + parameters.filter((each) => each.in === 'query').length + conflicts;
}
