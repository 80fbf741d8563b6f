import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { fault } from '../../../../domain/kernel/field-fault.js';
import { combineDecorators } from '../../../kernel/shapes/apply-decorators.js';
import { withFault } from '../../../kernel/shapes/rule.js';
import { Example } from '../../../kernel/shapes/text-rules.js';

/**
 * The number of a library card in a body. It is read in upper case and without the spaces that scanners add, so that
 * two forms of one number are one card.
 */
export function IsCardNumber(): PropertyDecorator {
  const sentence = '{{field}} must consist of letters, digits and ._- and begin with a letter or a digit';
  return combineDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim().toUpperCase() : value,
    ),
    IsString(),
    MaxLength(50),
    Matches(/^[A-Z0-9][A-Z0-9._-]*$/, withFault(fault('wrong_characters', sentence))),
    JSONSchema({
      type: 'string',
      // The letters are converted to upper case before they are tested.
      pattern: '^\\s*[A-Za-z0-9][A-Za-z0-9._-]*\\s*$',
      description: 'The number of the library card. Letters are converted to upper case.',
    }) as PropertyDecorator,
    Example('C-2041'),
  );
}
