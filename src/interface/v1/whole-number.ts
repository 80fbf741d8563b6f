import { Transform } from 'class-transformer';
import { IsInt } from 'class-validator';
import { combineDecorators } from '../kernel/input/apply-decorators.js';

/**
 * A whole number as it stands in a path or a query: digits, perhaps after a minus. What JavaScript would also take
 * for a number (`0x10`, `1e3`, an empty text) is none. One beyond the range of numbers is the outermost there is,
 * so that an endless id is like any other that no row can have.
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
