import mustache from 'mustache';
import type { Letter } from '../../../application/kernel/mail.js';
import { isPersonName } from '../../../domain/kernel/person-name.js';

/** Templates for Mustache. They are modules, so that they are deployed with the code. */
export interface LetterTemplate {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Fills in a template. In HTML, values are escaped. */
export function renderLetter({ subject, text, html }: LetterTemplate, view: object): Letter {
  return {
    subject: mustache.render(subject, view),
    text: mustache.render(text, view),
    html: mustache.render(html, view),
  };
}

/**
 * A text of a person, which must not begin a line of its own in a plain letter, control what shows it, or turn the
 * direction of the words behind it.
 */
export function onOneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .trim();
}

/** The name of a person in a letter. Older releases accepted names that a mail program turns into a link. */
export function nameInLetter(name: string): string {
  const line = onOneLine(name);
  return isPersonName(line) ? line : '…';
}
