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

/** Codes of three letters. To try all of them takes a second. */
const threeLetters =
  'akk ang arc ase ast awa bal bho bik ceb chb cho chr ckb cop crh dak dsb egy enm fil frm fro frr fur gez gmh goh got ' +
  'grc gsw haw hil hmn hsb ilo kab kmr kok krc lad lmo mai mga mni mul nah nap nds new nog non nso oji pap prs rom sah ' +
  'sat sco scn sga sux syc syr tlh tok tpi tyv udm vec war yue zxx';

let tags: ReadonlyMap<string, string> | undefined;

/** The tag of a language by its English name or its own, in any case, with or without accents. */
export function languageNamed(name: string): string | undefined {
  tags ??= new Map([
    ...Object.entries(others),
    ...namesOf([...regional, ...twoLetters(), ...threeLetters.split(' ')]),
  ]);
  const text = folded(name);
  return tags.get(text) ?? tags.get(text.replace(/(?<!\s)\s*[([].*$/u, ''));
}

function namesOf(codes: readonly string[]): [string, string][] {
  const english = namesIn('en');
  const pairs = codes.flatMap((code): [string, string][] => {
    const name = english.of(code);
    if (name === undefined) return [];
    return [name, namesIn(code).of(code) ?? name].map((each) => [folded(each), code]);
  });
  // Of two codes with one name, the first counts.
  return pairs.toReversed();
}

/** Without a fallback: a code that is no language has no name. */
function namesIn(locale: string): Intl.DisplayNames {
  return new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'none' });
}

function twoLetters(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}

function folded(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
