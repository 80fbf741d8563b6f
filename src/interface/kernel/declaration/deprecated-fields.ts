import 'reflect-metadata';
import type { Lifecycle } from './lifecycle.js';
import { nestedIn } from '../shapes/nested-shapes.js';
import type { Accepts, Content } from './route.js';
import type { Shape } from '../shapes/shape.js';

const endingsKey = Symbol('endings');

type Endings = Readonly<Record<string, Lifecycle>>;

/** Marks one query parameter, or one field of a body or an answer, as deprecated. */
export function DeprecatedField(lifecycle: Lifecycle): PropertyDecorator {
  return ({ constructor }, property) => {
    const endings = { ...deprecatedFieldsOf(constructor), [property]: lifecycle };
    Reflect.defineMetadata(endingsKey, endings, constructor);
  };
}

/** The lifecycles of the deprecated properties of a shape, by name. */
export function deprecatedFieldsOf(shape: Function): Endings {
  return (Reflect.getMetadata(endingsKey, shape) as Endings | undefined) ?? {};
}

/** A deprecated part of an operation. */
export interface DeprecatedPart {
  readonly in: 'query' | 'body' | 'form' | 'answer';
  /** The path to it, for example `contributors.name`. A path through a list leads into every entry. */
  readonly name: string;
  readonly lifecycle: Lifecycle;
}

/** All deprecated parts of an operation, including those of nested shapes. */
export function deprecatedPartsOf({
  accepts = {},
  responds,
}: {
  readonly accepts?: Accepts;
  readonly responds: Readonly<Record<number, Content>>;
}): readonly DeprecatedPart[] {
  const answers = Object.values(responds).flatMap((content) => shapeOf(content) ?? []);
  return [
    ...(accepts.query ? partsOf('query', accepts.query) : []),
    ...(accepts.body ? partsOf('body', accepts.body) : []),
    ...(accepts.form ? partsOf('form', accepts.form) : []),
    ...answers.flatMap((shape) => partsOf('answer', shape)),
  ];
}

/** Whether a request has a value at this path. */
export function isSent(name: string, sent: unknown): boolean {
  return isAt(name.split('.'), sent);
}

function isAt([first, ...rest]: readonly string[], value: unknown): boolean {
  if (first === undefined) return true;
  if (Array.isArray(value)) return value.some((entry) => isAt([first, ...rest], entry));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return false;
  return isAt(rest, (value as Readonly<Record<string, unknown>>)[first]);
}

function shapeOf(content: Content): Shape | undefined {
  if (typeof content === 'function') return content;
  return 'listOf' in content ? content.listOf : undefined;
}

/** @param above the shapes around this one; a shape that is nested in itself is visited once */
function partsOf(
  place: DeprecatedPart['in'],
  shape: Function,
  above: readonly Function[] = [],
): DeprecatedPart[] {
  if (above.includes(shape)) return [];
  const own = Object.entries(deprecatedFieldsOf(shape)).map(([name, lifecycle]) => ({
    in: place,
    name,
    lifecycle,
  }));
  const nested = nestedIn(shape).flatMap(([property, type]) =>
    partsOf(place, type, [...above, shape]).map((part) => ({ ...part, name: `${property}.${part.name}` })),
  );
  return [...own, ...nested];
}
