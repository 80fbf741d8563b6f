import { Transform } from 'class-transformer';
import { IsBoolean, IsInt } from 'class-validator';
import { combineDecorators } from '../kernel/shapes/apply-decorators.js';

/** A whole number in a query: digits with an optional minus. Other forms that JavaScript accepts are refused. */
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
