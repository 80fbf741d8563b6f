import { canonicalLanguage } from '../../domain/catalogue/book.js';
import { Refusal } from '../../domain/kernel/refusal.js';

export { canonicalLanguage };

/** Why a text is not a language tag, as a sentence without its subject; undefined for a language tag. */
export function languageFault(given: string): string | undefined {
  try {
    canonicalLanguage(given);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return 'must be a language tag (BCP 47), such as en or pt-BR';
    throw error;
  }
}
