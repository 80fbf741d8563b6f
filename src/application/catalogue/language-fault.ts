import { canonicalLanguage } from '../../domain/catalogue/book.js';
import { fault, type FieldFault } from '../../domain/kernel/field-fault.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { bounds } from './catalogue-rules.js';

const noTag = fault('wrong_format', '{{field}} must be a language tag (BCP 47), such as en or pt-BR', {
  format: 'bcp47',
});

export { canonicalLanguage };

/** Why a text is not a language tag; undefined for a language tag. */
export function languageFault(given: string): FieldFault | undefined {
  if (given.length > bounds.language) return noTag;
  try {
    canonicalLanguage(given);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return noTag;
    throw error;
  }
}
