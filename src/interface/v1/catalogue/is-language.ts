import { languageFault } from '../../../application/catalogue/language-fault.js';
import { Rule } from '../../kernel/shapes/rule.js';

/** Checks a language by the rules of the catalogue, so that its error is reported together with all others. */
export function IsLanguage(): PropertyDecorator {
  return Rule('isLanguage', (value) => (typeof value === 'string' ? languageFault(value) : undefined));
}
