import 'reflect-metadata';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { Lifecycle } from './lifecycle.js';
import type { Accepts, Content, Shape } from './route.js';

const endingsKey = Symbol('endings');

type Endings = Readonly<Record<string, Lifecycle>>;

/** Says of a parameter of a query, or of a field of a body or an answer, that it goes away by itself. */
export function DeprecatedField(lifecycle: Lifecycle): PropertyDecorator {
  return ({ constructor }, property) => {
    const endings = { ...deprecatedFieldsOf(constructor), [property]: lifecycle };
    Reflect.defineMetadata(endingsKey, endings, constructor);
  };
}

/** How the properties of a shape come to their end, by name. */
export function deprecatedFieldsOf(shape: Function): Endings {
  return (Reflect.getMetadata(endingsKey, shape) as Endings | undefined) ?? {};
}

/** A part of an operation that goes away by itself. */
export interface DeprecatedPart {
  readonly in: 'query' | 'body' | 'form' | 'answer';
  /** The way to it, for example `contributors.name`; through a list it leads into every entry. */
  readonly name: string;
  readonly lifecycle: Lifecycle;
}

/** All parts of an operation that go away by themselves, those of nested shapes included. */
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

/** Whether what was sent has something at the end of this way. */
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

/** @param above the shapes on the way to this one: one that is nested in itself is followed once */
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

/** The properties that are of a shape themselves, with that shape. */
function nestedIn(shape: Function): (readonly [string, Function])[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
    .flatMap(({ propertyName }) => {
      const type = defaultMetadataStorage.findTypeMetadata(shape, propertyName);
      return type ? [[propertyName, type.typeFunction()] as const] : [];
    });
}
