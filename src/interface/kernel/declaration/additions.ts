import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import type { Shape } from '../shapes/shape.js';

/** Fields of answers or bodies, or parameters. Older minors have none of them. */
export interface AddedFields {
  readonly adds: 'fields';
  readonly shape: Shape;
  readonly names: readonly string[];
}

/** Values of an enum. */
export interface AddedValues {
  readonly adds: 'values';
  readonly shape: Shape;
  readonly field: string;
  readonly values: readonly string[];
  /** New value → the older one that stands for it. Undefined for requests: an older minor refuses the value there. */
  readonly standIns: Readonly<Record<string, string>> | undefined;
}

/** An error code. */
export interface AddedCode {
  readonly adds: 'code';
  readonly reason: RefusalReason;
  /** Stands for it in older minors, with its message. */
  readonly standIn: RefusalReason;
  /** The operations that may answer it from now on; all that declare it if absent. */
  readonly operations: readonly string[] | undefined;
}

/** An operation, whose route says `since` with the minor. */
export interface AddedOperation {
  readonly adds: 'operation';
  readonly operationId: string;
}

/** A dependency of `ETag` on more than the revision. In older minors, the tag changes with the revision only. */
export interface AddedTagPart {
  readonly adds: 'tag part';
  readonly operations: readonly string[];
}

/** One entry in the list of what a change adds. */
export type Addition = AddedFields | AddedValues | AddedCode | AddedOperation | AddedTagPart;

type NameIn<T> = keyof T & string;

/**
 * Adds fields to a shape of answers or bodies, or parameters to the shape of a query. Where the shape occurs, also in
 * lists and in other shapes, and in shapes that extend it, older minors have no such field.
 */
export function fields<T extends object>(shape: Shape<T>, ...names: readonly NameIn<T>[]): AddedFields {
  return { adds: 'fields', shape, names };
}

/**
 * Adds values to an enum of a shape: a list of values of requests, or for answers each new value with the older one that
 * stands for it.
 */
export function values<T extends object>(
  shape: Shape<T>,
  field: NameIn<T>,
  added: readonly string[] | Readonly<Record<string, string>>,
): AddedValues {
  if (isList(added)) return { adds: 'values', shape, field, values: added, standIns: undefined };
  return { adds: 'values', shape, field, values: Object.keys(added), standIns: added };
}

/**
 * Adds an error code. The other one has the same status, and stands for it in older minors, also in lists of reasons.
 * @param operations those that get it, for a code that others have had before
 */
export function code(
  reason: RefusalReason,
  standIn: RefusalReason,
  operations?: readonly string[],
): AddedCode {
  return { adds: 'code', reason, standIn, operations };
}

/** Adds an operation. */
export function operation(operationId: string): AddedOperation {
  return { adds: 'operation', operationId };
}

/** Lets the `ETag` of these operations change with a field that the revision does not cover (`rest` of their `tag`). */
export function tagPart(...operations: readonly string[]): AddedTagPart {
  return { adds: 'tag part', operations };
}

/** Whether something that was added to `shape` was added to this one, too. */
export function isOf(shape: Function, { shape: added }: AddedFields | AddedValues): boolean {
  return shape === added || shape.prototype instanceof added;
}

/** The fields that were added to a shape. */
export function addedFields(shape: Function, additions: readonly Addition[]): ReadonlySet<string> {
  const own = additions.filter((each) => each.adds === 'fields').filter((each) => isOf(shape, each));
  return new Set(own.flatMap(({ names }) => names));
}

/** The values that were added to the enums of a shape: field → new value → what stands for it, if anything does. */
export function addedValues(
  shape: Function,
  additions: readonly Addition[],
): ReadonlyMap<string, ReadonlyMap<string, string | undefined>> {
  const own = additions.filter((each) => each.adds === 'values').filter((each) => isOf(shape, each));
  const byField = Map.groupBy(own, ({ field }) => field);
  return new Map([...byField].map(([field, all]) => [field, standInsOf(all)]));
}

/** A stand-in may be younger than the minor, too. Then it has a stand-in of its own. */
function standInsOf(all: readonly AddedValues[]): ReadonlyMap<string, string | undefined> {
  const direct = new Map(
    all.flatMap(({ values: added, standIns }) => added.map((value) => [value, standIns?.[value]] as const)),
  );
  const last = (value: string): string | undefined => {
    const standIn = direct.get(value);
    return standIn !== undefined && direct.has(standIn) ? last(standIn) : standIn;
  };
  return new Map([...direct.keys()].map((value) => [value, last(value)]));
}

function isList(added: readonly string[] | Readonly<Record<string, string>>): added is readonly string[] {
  return Array.isArray(added);
}
