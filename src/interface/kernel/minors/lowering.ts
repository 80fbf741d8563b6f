import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import { nestedIn } from '../shapes/nested-shapes.js';
import type { Content } from '../declaration/route.js';
import type { Shape } from '../shapes/shape.js';
import type { ReasonForm } from '../declaration/version.js';
import { addedFields, addedValues, type Addition } from '../declaration/additions.js';
import type { Wording } from '../errors/sentences.js';

/**
 * Turns a part of a newest answer into its older form, and leaves the given one unchanged.
 *
 * @param wording of the sentences in the answer
 */
export type Lower = (value: unknown, wording: Wording) => unknown;

/** What answers lose on the way to an older minor. */
export interface Losses {
  readonly additions: readonly Addition[];
  /** Code → the reason that stands for it. */
  readonly standIns: ReadonlyMap<string, RefusalReason>;
  readonly reasonForm: ReasonForm | undefined;
}

/** How to lower the content of an answer. Undefined if there is nothing to change. */
export function loweringOf(content: Content | undefined, losses: Losses): Lower | undefined {
  const shape = shapeOf(content);
  return shape && new Lowering(losses).of(shape);
}

function shapeOf(content: Content | undefined): Shape | undefined {
  if (typeof content === 'function') return content;
  return content && 'listOf' in content ? content.listOf : undefined;
}

type Fields = Record<string, unknown>;

/** The steps are found once for each shape, so that only what has grown is visited in an answer. */
class Lowering {
  private readonly found = new Map<Shape, Lower | undefined>();

  constructor(private readonly losses: Losses) {}

  of(shape: Shape): Lower | undefined {
    if (this.found.has(shape)) return this.found.get(shape);
    // A shape that is nested in itself asks again before its steps are known.
    let steps: Lower | undefined;
    this.found.set(shape, (value, wording) => (steps ? steps(value, wording) : value));
    steps = this.isReason(shape) ? this.reasons() : this.objects(shape);
    this.found.set(shape, steps);
    return steps;
  }

  private isReason(shape: Shape): boolean {
    return this.losses.standIns.size > 0 && shape === this.losses.reasonForm?.shape;
  }

  private objects(shape: Shape): Lower | undefined {
    const { additions } = this.losses;
    const omitted = addedFields(shape, additions);
    const values = [...addedValues(shape, additions)];
    const nested = nestedIn(shape).flatMap(([name, type]) => {
      const lower = omitted.has(name) ? undefined : this.of(type);
      return lower ? [[name, lower] as const] : [];
    });
    if (omitted.size + values.length + nested.length === 0) return undefined;
    return eachOf((object, wording) => {
      const older: Fields = {};
      for (const name of Object.keys(object)) if (!omitted.has(name)) older[name] = object[name];
      for (const [name, standIns] of values) if (name in older) older[name] = standIn(older[name], standIns);
      for (const [name, lower] of nested) if (name in older) older[name] = lower(older[name], wording);
      return older;
    });
  }

  /** Two reasons can have the same stand-in. It is told once. */
  private reasons(): Lower {
    const { standIns, reasonForm } = this.losses;
    const lower = eachOf((reason, wording) => {
      const older = standIns.get(String(reason['code']));
      return older && reasonForm ? (reasonForm.present(older, wording) as Fields) : reason;
    });
    return (value, wording) => {
      const told = lower(value, wording);
      return Array.isArray(told) ? onceEach(told as Fields[]) : told;
    };
  }
}

/** An object, a list of them, or null. */
function eachOf(lower: (object: Fields, wording: Wording) => Fields): Lower {
  return (value, wording) => {
    if (Array.isArray(value)) return (value as Fields[]).map((each) => lower(each, wording));
    return typeof value === 'object' && value !== null ? lower(value as Fields, wording) : value;
  };
}

function standIn(value: unknown, standIns: ReadonlyMap<string, string | undefined>): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => standIn(each, standIns));
  return standIns.get(value as string) ?? value;
}

function onceEach(reasons: readonly Fields[]): Fields[] {
  const codes = reasons.map(({ code }) => code);
  return reasons.filter(({ code }, at) => codes.indexOf(code) === at);
}
