import { isbnFault } from '../../../application/catalogue/isbn-fault.js';
import { Rule } from '../../kernel/shapes/rule.js';

/** Checks an ISBN by the rules of the catalogue, with a specific fault. */
export function IsIsbn(): PropertyDecorator {
  return Rule('isIsbn', isbnFault);
}
