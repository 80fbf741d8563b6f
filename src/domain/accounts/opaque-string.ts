/** Every space but the one of ASCII. It becomes that one (RFC 8265, 4.2.2). */
const otherSpaces = /(?! )\p{Zs}/gu;

/**
 * The characters that the FreeformClass never contains (RFC 8264, 4.3 and 9): controls, line separators, private and
 * unassigned ones, old Hangul jamo, and the exceptions of section 9.6.
 */
const disallowed =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u;

/** Format characters and others that are invisible, without the join controls, which depend on their context. */
const invisible = /(?![\u200c\u200d])[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A middle dot, a keraia, a geresh or gershayim without the neighbour that RFC 5892 requires (A.3 to A.6). */
const outOfPlace =
  /(?<!l)\u00b7|\u00b7(?!l)|\u0375(?!\p{Script=Greek})|(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u;

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Letters of the scripts that join their letters. */
const cursive = String.raw`[\p{L}&&[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mand}\p{scx=Mong}\p{scx=Rohg}\p{scx=Adlm}]]`;

/**
 * A non-joiner between two of them. RFC 5892, A.1 asks for joining types, which JavaScript does not know; every letter of
 * such a script counts as one that joins.
 */
const nonJoiner = new RegExp(`(?<=${cursive}\\p{M}*)\u200c(?=\\p{M}*${cursive})`, 'gv');

/**
 * The form in which a password is hashed and compared: the profile OpaqueString of RFC 8265, 4.2. Other spaces become
 * the space of ASCII, and the text is normalised to NFC, so that every keyboard gives the same password. Case and width
 * stay. The characters are checked last (RFC 8264, 7).
 * @returns undefined when the text is empty or contains a character that the profile does not allow
 */
export function opaqueString(text: string): string | undefined {
  const form = text.replaceAll(otherSpaces, ' ').normalize('NFC');
  const isAllowed =
    form !== '' && !disallowed.test(form) && !invisible.test(form) && hasContext(form) && joinsLetters(form);
  return isAllowed ? form : undefined;
}

/** RFC 5892, A.3 to A.9. */
function hasContext(form: string): boolean {
  const mixesDigits = /[\u0660-\u0669]/u.test(form) && /[\u06f0-\u06f9]/u.test(form);
  const hasLonelyDot = form.includes('\u30fb') && !japanese.test(form);
  return !outOfPlace.test(form) && !mixesDigits && !hasLonelyDot;
}

/** RFC 5892, A.1 and A.2: a join control follows a virama, or a non-joiner separates two cursive letters. */
function joinsLetters(form: string): boolean {
  const others = form
    .replaceAll(nonJoiner, '')
    .replaceAll(/(.)[\u200c\u200d]/gsu, (both, before: string) => (isVirama(before) ? before : both));
  return !/[\u200c\u200d]/u.test(others);
}

/**
 * Whether the canonical combining class of a character is 9. JavaScript does not tell the class, but normalisation sorts
 * marks by it: a virama moves before a mark of class 10 and behind one of class 8.
 */
function isVirama(mark: string): boolean {
  const [classTen, classEight] = ['\u05b0', '\u3099'];
  return (
    `${classTen}${mark}`.normalize('NFD').startsWith(mark) &&
    `${mark}${classEight}`.normalize('NFD').startsWith(classEight)
  );
}
