import { ValidateBy } from 'class-validator';
import { isbnFault } from '../../../../application/catalogue/isbn-fault.js';

/** Checks an ISBN by the rules of the catalogue, with a specific error message. */
export function IsIsbn(): PropertyDecorator {
  return ValidateBy({
    name: 'isIsbn',
    validator: {
      validate: (value: unknown) => faultOf(value) === undefined,
      defaultMessage: (validation) => `$property ${faultOf(validation?.value) ?? ''}`,
    },
  });
}

function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be an ISBN of 10 or 13 digits';
  return isbnFault(value);
}
