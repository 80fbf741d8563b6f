import { Transform } from 'class-transformer';
import { IsInt } from 'class-validator';
import { combineDecorators } from '../kernel/shapes/apply-decorators.js';

/**
 * A whole number in a path or a query: digits with an optional minus. Other forms that JavaScript accepts (`0x10`,
 * `1e3`, an empty text) are refused. A number out of range becomes the nearest representable one, so that an overlong
 * id is handled like any other id that no row has.
 */
export function IsWholeNumber(): PropertyDecorator {
  return combineDecorators(
    Transform(({ value }: { value: unknown }) => (isWritten(value) ? nearest(Number(value)) : value)),
    IsInt(),
  );
}

function isWritten(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value);
}

function nearest(number: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(number, Number.MAX_VALUE));
}
