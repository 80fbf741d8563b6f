import { changesAfter, type ContractChange } from '../declaration/contract-change.js';
import { minors, type ApiVersion } from '../declaration/version.js';
import type { Addition } from './additions.js';
import { OlderShapes } from './older-shapes.js';

/** What came after a minor. */
export interface Later {
  /** Oldest first. */
  readonly changes: readonly ContractChange[];
  readonly additions: readonly Addition[];
  /** The shapes of that minor. */
  readonly shapes: OlderShapes;
}

const found = new WeakMap<readonly ContractChange[], Map<string, Later>>();

/** Everything that clients of a minor do not have. */
export function laterThan(version: ApiVersion, minor: string): Later {
  const { changes } = version;
  const ofVersion = found.get(changes) ?? new Map<string, Later>();
  const later = ofVersion.get(minor) ?? laterOf(changesAfter(minor, changes, minors(version)));
  found.set(changes, ofVersion.set(minor, later));
  return later;
}

export function laterOf(changes: readonly ContractChange[]): Later {
  const additions = changes.flatMap(({ adds = [] }) => adds);
  return { changes, additions, shapes: shapesBefore(additions) };
}

const numbers = new Map<Addition, number>();
const known = new Map<string, OlderShapes>();

/** The same for the same additions: class-validator keeps the rules of every class for ever. */
function shapesBefore(additions: readonly Addition[]): OlderShapes {
  const key = additions.map(numberOf).join(' ');
  const shapes = known.get(key) ?? new OlderShapes(additions);
  known.set(key, shapes);
  return shapes;
}

function numberOf(addition: Addition): number {
  const number = numbers.get(addition) ?? numbers.size;
  numbers.set(addition, number);
  return number;
}
