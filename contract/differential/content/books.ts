import type { Random } from './random.js';

/** Words whose forms differ: letters composed and decomposed, marks that patterns use, scripts, and beginnings of others. */
const words =
  `war warning peace peaceful sea season Überfahrt U\u0308berfahrt café cafe\u0301 CAFÉ naïve Ångström A\u030angstro\u0308m
  straße STRASSE Łódź søster 100% 50_50 back\\slash L'Étranger O'Brien co-operation C++ .NET наш Война 東京 こころ کتاب
  winter winters light lighthouse night knight garden gardens river over silent silence bread road`.split(
    /\s+/,
  );

const names =
  `Fyodor Dostoevsky|Dostoevskij, F.|Ursula K. Le Guin|Chimamanda Ngozi Adichie|Zoë Müller|Zoe\u0308 Mu\u0308ller
  |Jón Kalman Stefánsson|夏目漱石|Лев Толстой|Gabriel García Márquez|anna berg|Anna Berg|ANNA BERGER|Mia O'Neill`
    .split('|')
    .map((name) => name.trim());

const subjects = [
  'fiction',
  'Fiction',
  'classics',
  'poetry',
  'crime',
  'time travel',
  'Zeit',
  'e\u0301tude',
  'étude',
  'war',
];
const languages = ['en', 'de', 'pt-BR', 'ja', 'eng', 'sr-Latn', 'fr'];
const years = [
  -3000, -700, -44, -1, 1, 476, 1066, 1866, 1900, 1900, 1900, 1999, 1999, 2000, 2024, 2026, 2100,
];
const roles = ['author', 'author', 'author', 'editor', 'translator', 'illustrator', 'contributor'];

export interface NewBook {
  readonly title: string;
  readonly contributors?: readonly { readonly name: string; readonly role: string }[] | null;
  readonly isbn?: string | null;
  readonly subjects?: readonly string[];
  readonly year?: number;
  readonly language?: string;
  readonly subtitle?: string;
  readonly publisher?: string;
  readonly description?: string;
}

/** A book as v2 accepts it. Many have equal titles and years, and every field may be missing. */
export function someBook(random: Random): NewBook {
  const maybe = <T>(percent: number, name: string, value: () => T) =>
    random.chance(percent) ? { [name]: value() } : {};
  return {
    title: someTitle(random),
    ...maybe(30, 'subtitle', () => someTitle(random)),
    ...maybe(85, 'contributors', () =>
      random.some(names, random.between(1, 3)).map((name) => ({ name, role: random.pick(roles) })),
    ),
    ...maybe(60, 'isbn', () => someIsbn(random)),
    ...maybe(50, 'publisher', () => random.pick(['Penguin', 'Reclam', 'Дом', 'penguin'])),
    ...maybe(85, 'year', () => random.pick(years)),
    ...maybe(70, 'language', () => random.pick(languages)),
    ...maybe(85, 'subjects', () => random.some(subjects, random.between(1, 5))),
    ...maybe(20, 'description', () => `${someTitle(random)}\n${someTitle(random)}`),
  };
}

function someTitle(random: Random): string {
  return random.some(words, random.between(1, 4)).join(' ');
}

/** An ISBN with a right check digit, in one of the ways in which people write it. */
export function someIsbn(random: Random): string {
  const nine = String(random.between(0, 999_999_999)).padStart(9, '0');
  if (random.chance(40)) return written(random, `${nine}${checkOfTen(nine)}`, [1, 4, 9]);
  const twelve = `978${nine}`;
  return written(random, `${twelve}${checkOfThirteen(twelve)}`, [3, 4, 7, 12]);
}

function checkOfTen(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

function checkOfThirteen(digits: string): string {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

function written(random: Random, digits: string, cuts: readonly number[]): string {
  const mark = random.pick(['', '-', ' ']);
  return [...digits].map((digit, index) => (cuts.includes(index) ? mark + digit : digit)).join('');
}
