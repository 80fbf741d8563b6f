import { getMetadataStorage, ValidateIf, ValidationTypes } from 'class-validator';

/**
 * The property may be absent. Together with `@MayBeNull()` it may be absent or null; alone, null is refused. Shapes use
 * these two decorators instead of class-validator's `@IsOptional()`, which always accepts both.
 */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** The property may be null. Together with `@MayBeAbsent()` it may also be absent; alone, it is required. */
export function MayBeNull(): PropertyDecorator {
  return ValidateIf((_, value) => value !== null);
}

/** Whether a property may be absent or null. */
export interface Optionality {
  readonly mayBeAbsent: boolean;
  readonly mayBeNull: boolean;
}

type Condition = (object: object, value: unknown) => boolean;

/** Evaluates the conditions of the validation itself, so that document and validation cannot differ. */
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
