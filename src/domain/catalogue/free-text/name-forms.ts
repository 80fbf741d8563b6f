import type { Contributor, ContributorRole } from '../book.js';

/** Contributors, and whether their text can be read in another way. */
export interface NamesReading {
  readonly contributors: readonly Contributor[];
  readonly inDoubt: boolean;
}

/** A part of a text between two commas, with what follows a name after a comma: `King, Jr.` */
interface Piece {
  readonly text: string;
  readonly suffix: string;
}

const roles: Readonly<Record<string, ContributorRole>> = {
  author: 'author',
  editor: 'editor',
  ed: 'editor',
  eds: 'editor',
  translator: 'translator',
  trans: 'translator',
  illustrator: 'illustrator',
  ill: 'illustrator',
  narrator: 'contributor',
  contributor: 'contributor',
  foreword: 'contributor',
  introduction: 'contributor',
};
const suffix = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?\s?d|esq)\.?$/iu;
/** `1892-1973`, `1950-`, `b. 1950`: catalogues write them after a name. */
const lifeDates = /^(?:b\.|d\.|ca\.?|active)?\s*\d{3,4}\??(?:\s*[-–]\s*(?:\d{3,4})?\??)?\.?$/iu;

/**
 * Names in the order in which they are spoken, with commas between them. After another separator, commas belong to the
 * names.
 */
export function directNames(text: string, commasBelong: boolean): NamesReading {
  const pieces = piecesOf(text, ', ');
  if (commasBelong && pieces.length > 1) return { contributors: [contributorOf(text)], inDoubt: true };
  return {
    contributors: pieces.map((piece) => contributorOf(whole(piece))),
    inDoubt: isJoined(text) || (pieces.length > 1 && pieces.some((piece) => isGivenName(piece.text))),
  };
}

/** Names with the family name before a comma: `Berg, Mia, Jr.` is Mia Berg Jr. */
export function invertedNames(text: string): NamesReading {
  const both = text.split(/(?<!\s)\s+and\s+/iu);
  if (both.length > 1 && both.every((name) => name.includes(','))) {
    const readings = both.map((name) => invertedNames(name));
    return {
      contributors: readings.flatMap(({ contributors }) => contributors),
      inDoubt: readings.some(({ inDoubt }) => inDoubt),
    };
  }
  const { name, role } = contributorOf(text);
  const pieces = piecesOf(name.replaceAll(/\([^()]*\)/gu, ''), ',').map(withoutFullStop);
  const pairs = pieces.flatMap((piece, at) => (at % 2 === 0 ? [[piece, pieces[at + 1]] as const] : []));
  return {
    contributors: pairs.map(([family, given]) => ({ name: turned(family, given), role })),
    inDoubt: pieces.length > 2,
  };
}

function turned(family: Piece, given: Piece | undefined): string {
  return [given?.text, family.text, family.suffix, given?.suffix].filter(Boolean).join(' ');
}

function whole({ text, suffix: after }: Piece): string {
  return after === '' ? text : `${text} ${after}`;
}

function piecesOf(text: string, comma: ',' | ', '): Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(comma).map((piece) => piece.trim())) {
    const before = pieces.at(-1);
    if (part === '' || (before && lifeDates.test(part))) continue;
    if (before && suffix.test(part)) pieces[pieces.length - 1] = { ...before, suffix: part };
    else pieces.push({ text: part.replace(/,$/u, ''), suffix: '' });
  }
  return pieces;
}

/** Catalogues end a field with a full stop. That of an abbreviation stays: `Ursula K.` */
function withoutFullStop({ text, ...rest }: Piece): Piece {
  return { text: text.replace(/(?<=\p{Ll}{2})\.$/u, ''), ...rest };
}

/** A single word or a name with an initial at its end lacks the family name: `Mia`, `Ursula K.` */
function isGivenName(name: string): boolean {
  return !/\s/u.test(name) || /\p{Lu}\.$/u.test(name);
}

function isJoined(text: string): boolean {
  return /\s&\s|\S\s+\S+\s+and\s+\S+\s+\S/iu.test(text);
}

/** `Mia Berg (Illustrator)` */
function contributorOf(text: string): Contributor {
  const [, name = text, word = ''] = /^(.*\S)\s*[([]([\p{L} ]+)\.?[)\]]$/u.exec(text) ?? [];
  const role = roles[word.toLowerCase()];
  return role ? { name, role } : { name: text, role: 'author' };
}
