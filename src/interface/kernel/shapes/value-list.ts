import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString } from 'class-validator';
import { combineDecorators } from './apply-decorators.js';

/**
 * A list of these values in one query parameter, separated by commas; a repeated parameter continues the list. The
 * values are in the document, and a refusal takes them from here, so that a minor can add one.
 */
export function IsListOf(values: readonly string[], maxItems: number): PropertyDecorator {
  return combineDecorators(
    Transform(({ value }: { value: unknown }) => partsOf(value)),
    IsArray(),
    ArrayMaxSize(maxItems),
    IsString({ each: true }),
    IsIn(values, { each: true }),
  );
}

function partsOf(value: unknown): unknown {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  return given.flatMap((each) => (typeof each === 'string' ? each.split(',') : [each]));
}
