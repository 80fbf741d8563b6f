import { isbnFault } from '../../../../application/catalogue/isbn-fault.js';
import { Rule } from '../../../kernel/input/rule.js';

/** Checks an ISBN by the rules of the catalogue, with a specific fault. */
export function IsIsbn(): PropertyDecorator {
  return Rule('isIsbn', isbnFault);
}
