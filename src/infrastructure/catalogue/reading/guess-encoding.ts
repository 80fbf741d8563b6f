import { analyse } from 'chardet';
import { isPlausible } from './plausible.js';

/**
 * The encodings of Windows programs for each name that the package gives. Where the older standard has its letters in
 * other places, both are tried.
 */
const encodings: Readonly<Record<string, readonly string[]>> = {
  'ISO-8859-1': ['windows-1252'],
  'windows-1252': ['windows-1252'],
  'ISO-8859-2': ['windows-1250', 'iso-8859-2'],
  'windows-1250': ['windows-1250'],
  'windows-1251': ['windows-1251'],
  'KOI8-R': ['koi8-r'],
  'ISO-8859-7': ['windows-1253'],
  'windows-1253': ['windows-1253'],
  'ISO-8859-9': ['windows-1254'],
  'windows-1254': ['windows-1254'],
  'ISO-8859-8': ['windows-1255'],
  'windows-1255': ['windows-1255'],
  'ISO-8859-6': ['windows-1256'],
  'windows-1256': ['windows-1256'],
  'windows-1257': ['windows-1257'],
  'windows-1258': ['windows-1258'],
  'windows-874': ['windows-874'],
  Shift_JIS: ['shift_jis'],
  'EUC-JP': ['euc-jp'],
  GB18030: ['gbk'],
  Big5: ['big5'],
  'EUC-KR': ['euc-kr'],
};
const tried = [...new Set(Object.values(encodings).flat())];

/** The package counts from 0 to 100. Short texts score low, also with the right encoding. */
const scoreMin = 20;
const leadMin = 8;
/** With fewer letters, the score is chance. In other scripts than Latin, each letter is one of these bytes. */
const bytesMin = { latin: 3, other: 8 };

interface Guess {
  readonly encoding: string;
  readonly text: string;
  readonly score: number;
}

/**
 * The encoding of bytes that are not UTF-8; undefined when two encodings are likely that give different texts.
 * @param bytes lines with bytes from 0x80 on; other lines would only hide them
 */
export function guessEncoding(bytes: Uint8Array): string | undefined {
  const guesses = plausibleGuesses(bytes);
  const [first] = guesses;
  // Of encodings that give the same text, the most usual one is named.
  const best = guesses.find(({ text, encoding }) => text === first?.text && encoding === tried[0]) ?? first;
  const rival = guesses.find(({ text }) => text !== best?.text);
  if (!first || !best || !rival) return best?.encoding;
  const isSure = first.score >= scoreMin && first.score - rival.score >= leadMin;
  return isSure && hasEnough(bytes, best.text) ? best.encoding : undefined;
}

function hasEnough(bytes: Uint8Array, text: string): boolean {
  return bytes.filter((byte) => byte >= 0x80).length >= bytesMin[isLatin(text) ? 'latin' : 'other'];
}

function isLatin(text: string): boolean {
  return !/(?!\p{Script=Latin})\p{L}/u.test(text);
}

function scoresOf(bytes: Uint8Array): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { name, confidence } of analyse(bytes)) {
    for (const encoding of encodings[name] ?? [])
      scores.set(encoding, Math.max(confidence, scores.get(encoding) ?? 0));
  }
  return scores;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The readings that make sense, the likeliest first. */
function plausibleGuesses(bytes: Uint8Array): Guess[] {
  const scores = scoresOf(bytes);
  return tried
    .flatMap((encoding): Guess[] => {
      const text = decoded(bytes, encoding);
      return text !== undefined && isPlausible(text)
        ? [{ encoding, text, score: scores.get(encoding) ?? 0 }]
        : [];
    })
    .toSorted((one, other) => other.score - one.score);
}
