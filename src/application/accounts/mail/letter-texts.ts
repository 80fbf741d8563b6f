import type { Language } from '../../../domain/kernel/language.js';
import type { Letter } from '../../kernel/mail.js';
import type { LetterKind } from './account-letters.js';

/** What a letter about an account says. */
export interface LetterContent {
  readonly kind: LetterKind;
  readonly language: Language;
  /** The name to address the patron by. */
  readonly name: string;
  /** When the event happened that the letter is about. */
  readonly at: Date;
  /** The URL for letters that have a link; for the others, where a new password can be asked for. */
  readonly link: string;
}

/** Writes the text of letters about accounts. */
export interface LetterTexts {
  write(content: LetterContent): Letter;
}
export const LetterTexts = Symbol('accounts.LetterTexts');
