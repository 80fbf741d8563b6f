/** A number in a longer text is a year from here on: people write the years before with fewer digits. */
const fourDigitsMin = 1_000;

/** The time after a date can contain four digits as well: `2019-03-05T01:00:00+0100`. */
const isoDate = /^(\d{4})-\d{1,2}-\d{1,2}(?:[T ].*)?$/u;
const beforeCommonEra = /^(?:c(?:a|irca)?\.?\s*)?(\d{1,4})\s*b\.?\s?c\.?(?:\s?e\.?)?$/iu;
/** `1997.5` is a number and no year; `1997.05.12` is a date. */
const fourDigits = /(?<!\d)\d{4}(?!\d|[.,]\d(?![\d.,]))/gu;

/**
 * The years in a text as catalogues, programs and people write them, each once: `c1999`, `[1999?]`, `01/01/2000`,
 * `2019-03-05T01:00`, `44 BC`. Width and script of the digits do not matter.
 */
export function yearsIn(given: string): number[] {
  const text = given.normalize('NFKC').trim();
  const [, before] = beforeCommonEra.exec(text) ?? [];
  if (before !== undefined) return [-Number(before)];
  const [, ofDate] = isoDate.exec(text) ?? [];
  const found = ofDate === undefined ? (text.match(fourDigits) ?? []) : [ofDate];
  return [...new Set(found.map(Number))].filter((year) => year >= fourDigitsMin);
}
