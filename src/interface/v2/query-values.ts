import { Transform } from 'class-transformer';
import { IsBoolean, IsInt } from 'class-validator';
import { combineDecorators } from '../kernel/input/apply-decorators.js';

/** A whole number as it stands in a query: digits, perhaps after a minus, and nothing else that JavaScript would take. */
export function IsWholeNumber(): PropertyDecorator {
  return combineDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
  );
}

/** `true` or `false`. */
export function IsTrueOrFalse(): PropertyDecorator {
  return combineDecorators(
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );
}
