import { isPersonName } from '../../../src/domain/kernel/person-name.js';
import { isVisible } from '../../../src/domain/kernel/text.js';
import fc from 'fast-check';
import { minorsOf } from '../../../tools/generate/versions.js';
import { projectRoot } from '../../support/documents.js';

/** Any storable text: all of Unicode, without NUL, and with something visible. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.ceil(maxLength / 4), size: 'medium' }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: Math.ceil(maxLength / 2) }),
      fc.constantFrom(
        ' spaces around ',
        'Ærøskøbing',
        "O'Neill; drop table book",
        '<b>&amp;</b>',
        '𝔘𝔫𝔦',
        '"',
        '\\u0000',
      ),
    )
    .map((value) => value.replaceAll('\0', '').slice(0, maxLength))
    .filter((value) => value.isWellFormed() && isVisible(value));

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 3 });

const digits = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count });

/** ISBNs as people type them: plain, with hyphens or with spaces, an x large or small. */
const spelt = (isbn: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(
    isbn.join(''),
    isbn.join('').toLowerCase(),
    `${isbn.slice(0, 3).join('')}-${isbn.slice(3, -1).join('')}-${isbn.at(-1)}`,
    `${isbn.slice(0, 3).join('')} ${isbn.slice(3).join('')}`,
  );

const isbn10 = digits(9).chain((nine) => {
  const sum = nine.reduce((total, digit, at) => total + digit * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return spelt([...nine.map(String), check === 10 ? 'X' : String(check)]);
});

const isbn13 = digits(9).chain((nine) => {
  const twelve = [9, 7, 8, ...nine];
  const sum = twelve.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0);
  return spelt([...twelve, (10 - (sum % 10)) % 10].map(String));
});

const common = {
  title: text(200),
  isbn: orNull(fc.oneof(isbn10, isbn13)),
  year: orNull(fc.integer({ min: -3_000, max: 2_100 }).filter((year) => year !== 0)),
  publisher: orNull(text(100)),
  language: orNull(fc.constantFrom('en', 'ENG', 'pt-br', 'zh-Hant-TW', 'grc', 'de-1996')),
  description: orNull(text(600)),
};

/** A body of `POST /v1/books`. */
export const bookOfV1 = fc.record(
  { ...common, author: orNull(text(200)), genre: orNull(text(100)), copies: fc.integer({ min: 0, max: 3 }) },
  { requiredKeys: ['title'] },
);

const contributor = fc.record({
  name: text(60),
  role: fc.constantFrom('author', 'editor', 'translator', 'illustrator', 'contributor'),
});

/** A body of `POST /v2/books`, with many fields that `/v1` does not have. */
export const bookOfV2 = fc.record(
  {
    ...common,
    subtitle: orNull(text(200)),
    contributors: orNull(fc.array(contributor, { maxLength: 5 })),
    subjects: orNull(fc.array(text(100), { maxLength: 5 })),
  },
  { requiredKeys: ['title'] },
);

/** A name that a person can have: none that a mail program turns into a link. */
const name = text(100).filter(isPersonName);

/** A body of `PUT /v1/users/me`, and whether staff have given the account an address before. */
export const accountOfV1 = fc.record(
  {
    username: name,
    first_name: orNull(name),
    last_name: orNull(name),
    hasAddress: fc.boolean(),
  },
  { requiredKeys: ['hasAddress'] },
);

const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** A body of `PATCH /v2/patrons/{id}`. */
export const accountOfV2 = fc.record(
  {
    username: name,
    firstName: orNull(name),
    lastName: orNull(name),
    category: fc.constantFrom('adult', 'child', 'student', 'staff'),
    expiresAt: orNull(moment),
    blocks: orNull(fc.array(fc.record({ reason: text(200), until: orNull(moment) }), { maxLength: 3 })),
  },
  { requiredKeys: [] },
);

/** An action on a loan, and the major through which it is sent. */
export const loanStory = fc.record({
  borrow: fc.constantFrom('v1', 'v2'),
  afterwards: fc.array(
    fc.record({ job: fc.constantFrom('renew', 'return'), through: fc.constantFrom('v1', 'v2') }),
    { maxLength: 2 },
  ),
});

/** The minors that a client may ask for. No stored data may depend on them. */
export const minorsAsked = fc.record({
  v1: fc.constantFrom(...minorsOf(projectRoot, 1)),
  v2: fc.constantFrom(...minorsOf(projectRoot, 2)),
});

export type Minors = typeof minorsAsked extends fc.Arbitrary<infer T> ? T : never;
