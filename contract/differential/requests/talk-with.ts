import { opening } from '../content/fill.js';
import { Random } from '../content/random.js';
import { Callers } from './callers.js';
import { fieldsOf, type Operation } from '../sources/documents.js';
import { Talk, type Heard } from './talk.js';
import { turn, type Scene } from './turns.js';
import { World } from '../sources/world.js';
import type { Line } from '../sides/line.js';

export interface Wish {
  readonly seed: number;
  /** All operations of the service, as far as the talk needs them. */
  readonly operations: readonly Operation[];
  readonly phases: readonly Phase[];
}

/** A part of a talk. */
export interface Phase {
  /** It ends at the latest when the whole talk has so many requests. */
  readonly until: number;
  readonly speak: (scene: Scene, isEnough: () => boolean) => Promise<void>;
}

/** Sends random requests to one side, and tells each answer. */
export async function talkWith(
  line: Pick<Line, 'send'>,
  { seed, operations, phases }: Wish,
  hear: (heard: Heard) => Promise<void>,
): Promise<void> {
  const random = new Random(seed);
  const talk = new Talk(line, opening, random, hear);
  const world = new World(operations);
  const callers = new Callers(talk, operations, random, world);
  const scene = { talk, world, random, callers };
  await callers.refresh();
  for (const { until, speak } of phases) await speak(scene, () => talk.count >= until);
}

/** A phase in which every operation gets its turn again and again, in another order each time. */
export function turnsOf(operations: readonly Operation[]): Phase['speak'] {
  const turns = operations.flatMap((operation) =>
    Array.from({ length: weightOf(operation) }, () => operation),
  );
  return async (scene, isEnough) => {
    while (!isEnough()) {
      for (const operation of scene.random.some(turns, turns.length)) {
        if (isEnough()) return;
        await turn(operation, scene);
      }
    }
  };
}

/** A list with many filters has many combinations, so has a body with many fields, and a loan has many reasons against it. */
function weightOf(operation: Operation): number {
  const filters = operation.parameters.filter((each) => each.in === 'query').length;
  return 1 + filters + operation.conflicts + Math.ceil(fieldsOf(operation).length / 4);
}
