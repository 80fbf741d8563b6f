import mustache from 'mustache';
import type { Letter } from '../../../application/kernel/mail.js';

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

/** A text of a person, which must not begin a line of its own in a plain letter. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
