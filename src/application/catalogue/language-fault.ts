import { canonicalLanguage } from '../../domain/catalogue/book.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { bounds } from './catalogue-rules.js';

const sentence = 'must be a language tag (BCP 47), such as en or pt-BR';

export { canonicalLanguage };

/** Why a text is not a language tag, as a sentence without its subject; undefined for a language tag. */
export function languageFault(given: string): string | undefined {
  if (given.length > bounds.language) return sentence;
  try {
    canonicalLanguage(given);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return sentence;
    throw error;
  }
}
