import { IsInt, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds, noYear } from '../../../../application/catalogue/catalogue-rules.js';
import type { ContributorRole } from '../../../../application/catalogue/views.js';
import { fault } from '../../../../domain/kernel/field-fault.js';
import { combineDecorators } from '../../../kernel/shapes/apply-decorators.js';
import { Rule } from '../../../kernel/shapes/rule.js';

export const roles: readonly ContributorRole[] = [
  'author',
  'editor',
  'translator',
  'illustrator',
  'contributor',
];

/** A bound of a range of years. */
export function IsYearBound(): PropertyDecorator {
  return combineDecorators(IsInt(), Min(bounds.yearMin), Max(bounds.yearMax));
}

/** A year of publication. */
export function IsYear(): PropertyDecorator {
  const wrong = fault('placeholder', '{{field}} must not be 0: the year before 1 is -1');
  return combineDecorators(
    IsYearBound(),
    Rule('isYear', (value) => (value === noYear ? wrong : undefined)),
  );
}

export const yearWords = JSONSchema({
  description: 'Year of publication. Years before the common era are negative; there is no year 0.',
}) as PropertyDecorator;
