import { Refusal } from '../../kernel/refusal.js';
import { canonicalLanguage } from '../book.js';
import { languageNamed } from './language-names.js';

/** The language of a text, and whether the text is its tag. */
export interface FoundLanguage {
  /** BCP 47, in canonical form. */
  readonly tag: string;
  readonly isExact: boolean;
}

const separators = /[;|\r\n,/&+]| and /u;

/**
 * The language in a text as programs and people write it: `en_US`, `English (UK)`, `Italiano`, `eng, lat`. Of several
 * languages, the first. Undefined for any other text, and for a tag without a language, such as `und`.
 */
export function languageIn(given: string): FoundLanguage | undefined {
  const exact = tagOf(given);
  if (exact !== undefined) return { tag: exact, isExact: true };
  const first = given.split(separators).find((part) => part.trim() !== '') ?? '';
  const text = first.normalize('NFKC').trim();
  const locale = text.replace(/[.@].*$/u, '').replaceAll('_', '-');
  const tag = tagOf(locale) ?? languageNamed(text);
  return tag === undefined ? undefined : { tag, isExact: false };
}

function tagOf(text: string): string | undefined {
  if (!/^[a-z]{2,3}(?![a-z])/iu.test(text) || /^und(?![a-z])/iu.test(text)) return undefined;
  try {
    return canonicalLanguage(text);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
