import { ValidateBy } from 'class-validator';
import { languageFault } from '../../../application/catalogue/language-fault.js';

/** Checks a language by the rules of the catalogue, so that its error is reported together with all others. */
export function IsLanguage(): PropertyDecorator {
  return ValidateBy({
    name: 'isLanguage',
    validator: {
      validate: (value: unknown) => typeof value !== 'string' || languageFault(value) === undefined,
      defaultMessage: (validation) => `$property ${languageFault(String(validation?.value)) ?? ''}`,
    },
  });
}
