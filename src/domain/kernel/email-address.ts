/** Spaces, controls, and everything that has no shape of its own. */
const invisible = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Characters that no domain has, and that a URL would read as its end or decode. */
const foreignToDomains = /[/?#@:\\%[\]]/;

/**
 * The one form of an e-mail address in which it is stored and compared: Unicode NFC, lower case, letters of full width
 * as ordinary ones, and the domain in ASCII (RFC 5890). Whether the result is a valid address is not checked.
 * @returns undefined when the text has no `@`, an impossible domain, or an invisible character
 */
export function emailAddress(text: string): string | undefined {
  if (text.search(invisible) !== -1) return undefined;
  const form = ordinaryWidth(text).toLowerCase().normalize('NFC');
  const at = form.lastIndexOf('@');
  const domain = at < 1 ? undefined : asciiDomain(form.slice(at + 1));
  return domain === undefined ? undefined : form.slice(0, at + 1) + domain;
}

/** The same for an address that may have invisible characters: they are left out. */
export function visibleEmailAddress(text: string): string | undefined {
  return emailAddress(text.replaceAll(invisible, ''));
}

/** As the width mapping of RFC 8265, 3.3.1: what a Japanese keyboard types is the same character. */
function ordinaryWidth(text: string): string {
  return text.replaceAll(/[\uff01-\uffef]/g, (character) => character.normalize('NFKC'));
}

function asciiDomain(domain: string): string | undefined {
  if (foreignToDomains.test(domain)) return undefined;
  const url = URL.parse(`http://${domain}`);
  return url?.hostname === '' ? undefined : url?.hostname;
}
