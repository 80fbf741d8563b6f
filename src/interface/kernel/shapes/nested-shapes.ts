import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { Shape } from './shape.js';

type Nested = readonly (readonly [property: string, nested: Shape])[];

/** Kept, because each service that starts asks for each shape a hundred times. */
const known = new WeakMap<Function, Nested>();

/** The properties of a shape that have a nested shape, or a list of one, and that shape. The shape must have all its rules. */
export function nestedIn(shape: Function): Nested {
  const nested = known.get(shape) ?? readNested(shape);
  known.set(shape, nested);
  return nested;
}

function readNested(shape: Function): Nested {
  return getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
    .flatMap(({ propertyName }) => {
      const type = defaultMetadataStorage.findTypeMetadata(shape, propertyName);
      return type ? [[propertyName, type.typeFunction() as Shape] as const] : [];
    });
}
