/** Tags with a script or a region whose names people use. */
const regional = [
  'zh-Hans',
  'zh-Hant',
  'pt-BR',
  'pt-PT',
  'en-GB',
  'en-US',
  'es-MX',
  'fr-CA',
  'de-AT',
  'de-CH',
  'sr-Latn',
];

/** Names of ISO 639 that the names of the platform lack. */
const others: Readonly<Record<string, string>> = {
  'chinese (simplified)': 'zh-Hans',
  'chinese (traditional)': 'zh-Hant',
  'portuguese (brazil)': 'pt-BR',
  castilian: 'es',
  'modern greek': 'el',
  farsi: 'fa',
  flemish: 'nl',
  'norwegian bokmal': 'nb',
  mandarin: 'zh',
};

let common: ReadonlyMap<string, string> | undefined;
let rare: ReadonlyMap<string, string> | undefined;

/**
 * The tag of a language by its English name, in any case, with or without accents; a language with a code of two letters
 * also by its own name.
 */
export function languageNamed(name: string): string | undefined {
  common ??= new Map([...Object.entries(others), ...namesOf(commonTags(), true)]);
  const text = folded(name);
  const bare = text.replace(/\s*[([].*$/, '');
  const known = common.get(text) ?? common.get(bare);
  if (known !== undefined) return known;
  // It takes a second to try all codes, and few names need it.
  rare ??= new Map(namesOf(codes(3), false));
  return rare.get(bare);
}

function commonTags(): string[] {
  return [...regional, ...codes(2)];
}

function namesOf(tags: readonly string[], withOwn: boolean): [string, string][] {
  const english = namesIn('en');
  const pairs = tags.flatMap((tag) => {
    const name = english.of(tag);
    if (name === undefined) return [];
    return [name, ...(withOwn ? [namesIn(tag).of(tag) ?? name] : [])].map((each): [string, string] => [
      folded(each),
      tag,
    ]);
  });
  // Of a name with two codes, the first counts.
  return pairs.toReversed();
}

/** Without a fallback: a code that is no language has no name. */
function namesIn(locale: string): Intl.DisplayNames {
  return new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'none' });
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

function codes(length: number): string[] {
  return length === 0 ? [''] : codes(length - 1).flatMap((start) => letters.map((letter) => start + letter));
}

function folded(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
