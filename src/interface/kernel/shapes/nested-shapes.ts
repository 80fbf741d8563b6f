import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { Shape } from './shape.js';

type NestedShapes = readonly (readonly [property: string, nested: Shape])[];

/** class-validator looks through all shapes for those above one. This takes long, and many operations share a shape. */
const known = new WeakMap<Function, NestedShapes>();

/** The properties of a shape that have a nested shape, or a list of one, and that shape. */
export function nestedIn(shape: Function): NestedShapes {
  const found = known.get(shape) ?? readNested(shape);
  known.set(shape, found);
  return found;
}

function readNested(shape: Function): NestedShapes {
  return getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
    .flatMap(({ propertyName }) => {
      const type = defaultMetadataStorage.findTypeMetadata(shape, propertyName);
      return type ? [[propertyName, type.typeFunction() as Shape] as const] : [];
    });
}
