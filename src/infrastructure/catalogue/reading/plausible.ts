/** A word of letters and marks. A symbol between two letters belongs to it, as no such word exists. */
const words = /[\p{L}\p{M}](?:[\p{L}\p{M}]|[\p{S}\p{N}\p{Pi}\p{Ps}„”»›§¶·¿¡](?=[\p{L}\p{M}]))*/gu;

const unreadable = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u;
const symbol = /(?=[^\p{ASCII}])[\p{S}\p{N}\p{Pi}\p{Ps}„”»›§¶·¿¡]/u;
const capitalInside = /(?=.?[^\p{ASCII}])\p{Ll}\p{Lu}/u;
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
];

/** Share of the words that may look wrong: names such as "T恤" exist. */
const oddMax = 0.15;

/**
 * Tells whether bytes were decoded with an encoding in which people write. A wrong encoding makes words of two scripts,
 * with symbols or capitals inside of them, or characters that nobody types.
 */
export function isPlausible(text: string): boolean {
  if (unreadable.test(text.replaceAll(/[\t\r\n]/g, ''))) return false;
  const foreign = (text.match(words) ?? []).filter((word) => /[^\p{ASCII}]/u.test(word));
  return foreign.filter(isOdd).length <= oddMax * foreign.length;
}

function isOdd(word: string): boolean {
  const used = scripts.filter((script) => script.test(word)).length;
  return used > 1 || symbol.test(word) || capitalInside.test(word);
}
