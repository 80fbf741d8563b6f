import { getMetadataStorage, ValidateIf, ValidationTypes } from 'class-validator';

/**
 * The property may be left out. Together with `@MayBeNull()` it may be left out or null; alone, null is refused.
 * Shapes use these two and not class-validator's `@IsOptional()`, which always lets both pass.
 */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** The property may be null. Together with `@MayBeAbsent()` it may also be left out; alone, it is always there. */
export function MayBeNull(): PropertyDecorator {
  return ValidateIf((_, value) => value !== null);
}

/** What a shape accepts in the place of a value. */
export interface Optionality {
  readonly mayBeAbsent: boolean;
  readonly mayBeNull: boolean;
}

type Condition = (object: object, value: unknown) => boolean;

/** Asks the very conditions that the check asks, so that the document and the check cannot differ. */
export function optionalityOf(shape: Function, property: string): Optionality {
  const conditions = getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .filter(
      ({ type, propertyName }) =>
        type === ValidationTypes.CONDITIONAL_VALIDATION && propertyName === property,
    )
    .map(({ constraints }) => constraints[0] as Condition);
  const letsPass = (value: unknown) => conditions.some((holds) => !holds({ [property]: value }, value));
  return { mayBeAbsent: letsPass(undefined), mayBeNull: letsPass(null) };
}
