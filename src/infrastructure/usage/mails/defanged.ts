import { onOneLine } from '../../kernel/mail/letter-template.js';

/**
 * A text that anybody can send with a request, such as a user agent, in a mail to somebody else: on one line, and so
 * that no mail program makes a link of it. Dots before letters are put in brackets.
 */
export function defanged(text: string): string {
  return onOneLine(text)
    .replaceAll('://', '[:]//')
    .replaceAll(/\.(?=\p{L})/gu, '[.]')
    .replaceAll('@', '[at]');
}
