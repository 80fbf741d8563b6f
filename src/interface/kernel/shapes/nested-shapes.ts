import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { Shape } from './shape.js';

/** The properties of a shape that have a nested shape, or a list of one, and that shape. */
export function nestedIn(shape: Function): (readonly [property: string, nested: Shape])[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
    .flatMap(({ propertyName }) => {
      const type = defaultMetadataStorage.findTypeMetadata(shape, propertyName);
      return type ? [[propertyName, type.typeFunction() as Shape] as const] : [];
    });
}
