import 'reflect-metadata';
import { expect } from 'chai';
import fc from 'fast-check';
import { readEntry } from '../../../src/application/catalogue/import/import-entry.js';
import type { ImportField } from '../../../src/application/catalogue/import/import-row.js';
import type { Shape } from '../../../src/interface/kernel/shapes/shape.js';
import { checkInput } from '../../../src/interface/kernel/input/validate.js';
import { AddBookBody } from '../../../src/interface/v1/catalogue/shapes.js';
import { NewBook } from '../../../src/interface/v2/catalogue/books/book-bodies.js';
import { NewCopy } from '../../../src/interface/v2/catalogue/copies/copy-bodies.js';

/** A field of a book or a copy, over the API and in an import. */
interface Rule {
  readonly field: ImportField;
  readonly shape: Shape;
  readonly body: (value: string) => object;
  /** Values that the field may well have, at its bounds and beyond. */
  readonly likely: fc.Arbitrary<string>;
}

const odd = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '\u200b',
  '\u3164',
  '\u0301',
  '\u2800\u00a0',
  '\u0001',
  '\u202eb',
  '\ufeff',
  '\ufe0f'.repeat(60),
  'a',
  'İ',
  '🗝',
  '👩‍👩‍👧‍👦',
  'и́',
);
const anyText = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 60 }));

/** Texts around the length of a bound, of characters that count as one and are stored as one or two. */
function around(bound: number): fc.Arbitrary<string> {
  const length = fc.integer({ min: bound - 1, max: bound + 1 });
  return fc
    .tuple(fc.constantFrom('x', 'é', '🗝', '密', '\ufe0f'), length)
    .map(([unit, many]) => unit.repeat(many));
}

const isbn = fc.constantFrom(
  '0140449132',
  '978-0-14-044913-6',
  '0-8044-2957-x',
  '0140449133',
  '9790260000438',
  '979-10-90636-07-1',
  '1 4 0 4 4 9 1 3 2',
  '0000000000',
  '1-111-11111-1',
  `0140449132${'-'.repeat(31)}`,
  `0140449132${'-'.repeat(30)}`,
);
const language = fc.oneof(
  fc.constantFrom(
    'und',
    'und-Latn',
    'x-none',
    'eng',
    'pt-br',
    'zh-Hant-TW',
    'abcd',
    `en-x-${'a-'.repeat(15)}b`,
  ),
  fc.stringMatching(/^[a-z]{1,4}(-[A-Za-z]{2,4})?$/),
);
const year = fc.oneof(
  fc.integer({ min: -3_005, max: 2_105 }),
  fc.constantFrom(0, -0, 1, -1, -3_000, -3_001, 2_100, 2_101, 10_000),
);
const ascii = fc.string({ maxLength: 52 });
/** A cell of names or subjects is a list; a part of it has none of its separators. */
const onePart = (text: string): string => text.replaceAll(/[,;&|/\r\n\u2028\u2029]|\band\b/gi, '');

const rules: readonly Rule[] = [
  ...[AddBookBody, NewBook].flatMap((shape: Shape): Rule[] => [
    { field: 'title', shape, body: (title) => ({ title }), likely: around(1_000) },
    book(shape, 'isbn', isbn),
    book(shape, 'publisher', around(200)),
    { ...book(shape, 'year', year.map(String)), body: (value) => ({ title: 'Emma', year: Number(value) }) },
    book(shape, 'language', language),
    book(shape, 'description', around(10_000)),
  ]),
  book(NewBook, 'subtitle', around(1_000)),
  {
    ...book(NewBook, 'contributors', around(500).map(onePart)),
    body: (name) => ({ title: 'Emma', contributors: [{ name, role: 'author' }] }),
  },
  {
    ...book(NewBook, 'subjects', around(200).map(onePart)),
    body: (each) => ({ title: 'Emma', subjects: [each] }),
  },
  { ...book(AddBookBody, 'subjects', around(200).map(onePart)), body: (genre) => ({ title: 'Emma', genre }) },
  {
    ...book(AddBookBody, 'contributors', around(500).map(onePart)),
    body: (author) => ({ title: 'Emma', author }),
  },
  copy('barcode', ascii, (barcode) => ({ barcode })),
  copy('call_number', around(100), (callNumber) => ({ callNumber })),
  copy('shelf', around(100), (shelf) => ({ shelf })),
  copy('kind', fc.oneof(fc.constantFrom('standard', 'short_loan', 'BK'), ascii), (kind) => ({ kind })),
  {
    field: 'copies',
    shape: AddBookBody,
    body: (value) => ({ title: 'Emma', copies: Number(value) }),
    likely: fc.oneof(fc.integer({ min: -2, max: 1_010 }), fc.integer()).map(String),
  },
];

function book(shape: Shape, field: ImportField, likely: fc.Arbitrary<string>): Rule {
  return { field, shape, likely, body: (value) => ({ title: 'Emma', [field]: value }) };
}

function copy(field: ImportField, likely: fc.Arbitrary<string>, body: Rule['body']): Rule {
  return { field, shape: NewCopy, likely, body };
}

const numbers: ReadonlySet<ImportField> = new Set(['year', 'copies']);
const lists: ReadonlySet<ImportField> = new Set(['contributors', 'subjects']);

const value: fc.Arbitrary<{ rule: Rule; text: string }> = fc.constantFrom(...rules).chain((rule) => {
  const texts = numbers.has(rule.field)
    ? rule.likely
    : fc.oneof({ weight: 2, arbitrary: rule.likely }, { weight: 1, arbitrary: anyText });
  return texts.map((text) => ({ rule, text: lists.has(rule.field) ? onePart(text) : text }));
});

function isTakenOverHttp({ shape, body }: Rule, text: string): boolean {
  try {
    checkInput({ body: shape }, { path: {}, query: {}, body: body(text) }, true);
    return true;
  } catch {
    return false;
  }
}

/** What an import stores, as texts; a barcode may be several. Undefined when the cell is left out. */
function takenByImport({ field }: Rule, text: string): { stored: readonly string[]; isNoted: boolean } {
  const entry = readEntry({ line: 2, cells: { title: 'Emma', [field]: text }, notes: [] });
  if ('fault' in entry) return { stored: [], isNoted: true };
  const { details, holdings, notes } = entry;
  const { kind, callNumber, shelf } = holdings.details;
  const found = {
    ...details,
    barcode: holdings.barcodes,
    call_number: callNumber,
    shelf,
    kind,
    copies: holdings.count,
  };
  const stored = [found[field] ?? []]
    .flat()
    .map((each) => (typeof each === 'object' ? each.name : String(each)));
  return { stored, isNoted: notes.length > 0 };
}

describe('The API and the import', () => {
  const values = fc.sample(value, { numRuns: 2_000, seed: 14 });

  it('take the same of 2,000 random values', () => {
    const differing = values.filter(({ rule, text }) => {
      const { stored } = takenByImport(rule, text);
      return isTakenOverHttp(rule, text) && stored.length === 0;
    });
    expect(
      differing.map(({ rule: { field }, text }) => [field, text]),
      'taken over HTTP only',
    ).to.deep.equal([]);
    const others = values.filter(({ rule, text }) =>
      takenByImport(rule, text).stored.some((each) => !isTakenOverHttp(rule, each)),
    );
    expect(
      others.map(({ rule: { field }, text }) => [field, text]),
      'taken by the import only',
    ).to.deep.equal([]);
  });

  it('refuse and take many values of each field', () => {
    for (const rule of rules) {
      const texts = values.filter((each) => each.rule === rule).map(({ text }) => text);
      const taken = texts.filter((text) => isTakenOverHttp(rule, text));
      expect(taken.length, rule.field).to.be.within(10, texts.length - 5);
    }
  });

  it('store what the API takes without a note, except for values that are in doubt', () => {
    const noted = values.filter(
      ({ rule, text }) => isTakenOverHttp(rule, text) && takenByImport(rule, text).isNoted,
    );
    expect(noted.map(({ rule: { field }, text }) => [field, text])).to.deep.equal([]);
  });

  it('both refuse year 0', () => {
    const rule = book(NewBook, 'year', fc.constant('0'));
    const body = { ...rule, body: () => ({ title: 'Emma', year: 0 }) };
    expect([isTakenOverHttp(body, '0'), takenByImport(rule, '0').stored]).to.deep.equal([false, []]);
  });
});
