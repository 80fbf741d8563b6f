import { IsInt, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { ContributorRole } from '../../../../application/catalogue/views.js';
import { combineDecorators } from '../../../kernel/input/apply-decorators.js';

export const roles: readonly ContributorRole[] = [
  'author',
  'editor',
  'translator',
  'illustrator',
  'contributor',
];

/** A year of publication. */
export function IsYear(): PropertyDecorator {
  return combineDecorators(IsInt(), Min(-3_000), Max(2_100));
}

export const yearWords = JSONSchema({
  description: 'Year of publication. Years before the common era are negative.',
}) as PropertyDecorator;
