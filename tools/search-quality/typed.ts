import { seededRandom } from './seeded-random.js';

/** The ways in which a title is typed. */
export const ways = [
  'as it is',
  'spaces for punctuation',
  'without accents',
  'in capitals',
  'one slip',
] as const;
export type Way = (typeof ways)[number];

const longWord = /\p{L}{5,}/gu;

/** A query has at most 200 characters; who types more is not asked for. */
const lengthAtMost = 200;

/** The title as it is typed in this way. Undefined for a slip in a title without a word of five letters. */
export function typed(title: string, way: Way, seed: number): string | undefined {
  return (way === 'one slip' ? withSlip(title, seed) : plainly(title, way))?.slice(0, lengthAtMost);
}

function plainly(title: string, way: Way): string {
  if (way === 'spaces for punctuation') return title.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ');
  if (way === 'without accents')
    return title
      .normalize('NFD')
      .replaceAll(/\p{Mn}/gu, '')
      .normalize('NFC');
  return way === 'in capitals' ? title.toUpperCase() : title;
}

/** One letter is missing, too many or wrong, or two are swapped, in one of the long words of the part that is searched. */
function withSlip(title: string, seed: number): string | undefined {
  const random = seededRandom(seed);
  const words = [...title.slice(0, lengthAtMost - 1).matchAll(longWord)];
  const word = words[random(words.length)];
  if (!word) return undefined;
  const letters = [...word[0]];
  const at = random(letters.length);
  const other = String.fromCodePoint(97 + random(26));
  const edits = [
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, other),
    () => letters.splice(at, 1, other),
    () => letters.splice(at, 2, ...letters.slice(at, at + 2).toReversed()),
  ];
  edits[random(edits.length)]?.();
  const typedWord = letters.join('');
  if (typedWord === word[0]) return withSlip(title, seed + 1_000_003);
  return title.slice(0, word.index) + typedWord + title.slice(word.index + word[0].length);
}
