import { ValidateBy } from 'class-validator';
import { languageFault } from '../../../../application/catalogue/language-fault.js';

/** A language by the rules of the catalogue, so that its fault is told together with all others. */
export function IsLanguage(): PropertyDecorator {
  return ValidateBy({
    name: 'isLanguage',
    validator: {
      validate: (value: unknown) => typeof value !== 'string' || languageFault(value) === undefined,
      defaultMessage: (validation) => `$property ${languageFault(String(validation?.value)) ?? ''}`,
    },
  });
}
