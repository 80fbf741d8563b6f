import 'reflect-metadata';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { TransformationType } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { nestedIn } from '../shapes/nested-shapes.js';
import type { Shape } from '../shapes/shape.js';
import { addedFields, addedValues, type Addition } from '../declaration/additions.js';

type Values = ReturnType<typeof addedValues>;

/**
 * The shapes as they were before some additions. Such a shape is a class of its own with the same name. It has the rules
 * of the newest one, except for the fields and values that came later, so that it checks and documents what was valid
 * then.
 */
export class OlderShapes {
  private readonly made = new Map<Shape, Shape>();
  /** An older shape → the newest one. */
  private readonly newest = new Map<Function, Shape>();

  constructor(private readonly additions: readonly Addition[]) {}

  /** The older shape; the same one if nothing was added to it, or to a shape in it. */
  of(shape: Shape): Shape {
    const made = this.made.get(shape);
    if (made) return made;
    const older = this.hasGrown(shape) ? this.make(shape) : shape;
    this.made.set(shape, older);
    return older;
  }

  /** A checked part of a request as an instance of its newest shape, with the defaults of what came later. */
  asNewest<T>(part: T): T {
    if (Array.isArray(part)) return part.map((each: unknown) => this.asNewest(each)) as T;
    if (typeof part !== 'object' || part === null) return part;
    const shape = this.newest.get(part.constructor);
    if (!shape) return part;
    const entries = Object.entries(part).map(([name, value]) => [name, this.asNewest<unknown>(value)]);
    return Object.assign(new shape(), Object.fromEntries(entries)) as T;
  }

  /** @param above the shapes around this one; a shape that is nested in itself is visited once */
  private hasGrown(shape: Shape, above: readonly Shape[] = []): boolean {
    if (above.includes(shape)) return false;
    if (addedFields(shape, this.additions).size + addedValues(shape, this.additions).size > 0) return true;
    return nestedIn(shape).some(([, nested]) => this.hasGrown(nested, [...above, shape]));
  }

  private make(shape: Shape): Shape {
    const fields = addedFields(shape, this.additions);
    const older = emptyShape(shape, fields);
    this.made.set(shape, older);
    this.newest.set(older, shape);
    copyRules(shape, older, { fields, values: addedValues(shape, this.additions) });
    const names = new Set([...Object.keys(new shape()), ...propertiesOf(shape)]);
    for (const name of names) if (!fields.has(name)) copyProperty(shape, older, name);
    for (const [name, nested] of nestedIn(shape)) {
      const type = defaultMetadataStorage.findTypeMetadata(shape, name);
      if (fields.has(name) || !type) continue;
      const typeFunction = () => this.of(nested);
      defaultMetadataStorage.addTypeMetadata({ ...type, target: older, typeFunction });
    }
    return older;
  }
}

/** A class of the same name, whose instances have the same defaults except for these fields. */
function emptyShape(shape: Shape, without: ReadonlySet<string>): Shape {
  const { name } = shape;
  const named = {
    [name]: function fill(this: object) {
      const kept = Object.entries(new shape()).filter(([field]) => !without.has(field));
      Object.assign(this, Object.fromEntries(kept));
    },
  };
  const older = named[name] as unknown as Shape;
  return Object.defineProperty(older, 'name', { value: name });
}

function copyRules(
  from: Shape,
  to: Shape,
  { fields, values }: { readonly fields: ReadonlySet<string>; readonly values: Values },
): void {
  const storage = getMetadataStorage();
  for (const rule of storage.getTargetValidationMetadatas(from, '', true, false)) {
    if (fields.has(rule.propertyName)) continue;
    const constraints = withoutValues(rule.constraints, values.get(rule.propertyName));
    const copy = Object.assign(Object.create(Object.getPrototypeOf(rule) as object), rule) as typeof rule;
    storage.addValidationMetadata(Object.assign(copy, { target: to, constraints }));
  }
}

/** A rule has its list of values among its constraints, as `@IsIn()` does. Some rules of a list have none. */
function withoutValues(
  constraints: unknown[] | undefined,
  added: ReadonlyMap<string, unknown> | undefined,
): unknown[] | undefined {
  if (!added || !constraints) return constraints;
  const isOlder = (value: unknown) => !added.has(value as string);
  return constraints.map((each: unknown) => (Array.isArray(each) ? each.filter(isOlder) : each));
}

function propertiesOf(shape: Shape): string[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .map(({ propertyName }) => propertyName);
}

/** Copies everything else that decorators have noted: conversions, types, examples, descriptions. */
function copyProperty(from: Shape, to: Shape, name: string): void {
  const type = defaultMetadataStorage.findTypeMetadata(from, name);
  if (type) defaultMetadataStorage.addTypeMetadata({ ...type, target: to });
  // They are found in reverse order.
  const conversions = defaultMetadataStorage
    .findTransformMetadatas(from, name, TransformationType.PLAIN_TO_CLASS)
    .toReversed();
  for (const each of conversions) defaultMetadataStorage.addTransformMetadata({ ...each, target: to });
  copyNotes([from, to], name);
  copyNotes([from.prototype as object, to.prototype as object], name);
  copyNotes([from, to]);
}

function copyNotes([from, to]: readonly [object, object], name?: string): void {
  if (name === undefined) {
    for (const key of Reflect.getMetadataKeys(from) as unknown[])
      Reflect.defineMetadata(key, Reflect.getMetadata(key, from), to);
    return;
  }
  for (const key of Reflect.getMetadataKeys(from, name) as unknown[])
    Reflect.defineMetadata(key, Reflect.getMetadata(key, from, name), to, name);
}
