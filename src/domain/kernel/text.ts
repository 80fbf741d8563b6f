/** The number of characters as Unicode and JSON Schema count them: an emoji is one, though it is stored as two. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether PostgreSQL can store a text: it has no NUL and no half of a surrogate pair (RFC 8259, 8.2). */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The beginning of a text. Half of a surrogate pair at its end becomes the replacement character. */
export function beginningOf(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}

/** A letter, digit, symbol, punctuation mark or private character. The second class is the blank of Braille. */
const shown = /[[\p{L}\p{N}\p{P}\p{S}\p{Co}]--[\p{Default_Ignorable_Code_Point}\u2800]]/v;

/** Whether a reader sees anything of a text. White space, marks and zero-width characters alone are invisible. */
export function isVisible(text: string): boolean {
  return shown.test(text);
}
