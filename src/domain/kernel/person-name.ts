/** What makes a name an address that a mail program turns into a link, or changes the lines and the order around it. */
const foreign = /:\/\/|www\.|[/@\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/iu;

/**
 * Whether a text can be the name of a person in a letter: it has no `/`, `@` or `www.`, no control and no character that
 * changes the direction of writing. Look-alikes of full width count as the characters themselves.
 */
export function isPersonName(text: string): boolean {
  return !foreign.test(text) && !foreign.test(text.normalize('NFKC'));
}
