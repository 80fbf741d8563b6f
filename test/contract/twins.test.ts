import { expect } from 'chai';
import fc from 'fast-check';
import type { PatronView } from '../../src/application/accounts/views.js';
import type { BookView } from '../../src/application/catalogue/views.js';
import type { LoanRecord } from '../../src/application/circulation/views.js';
import { differingPaths, type AnyTwin } from '../../src/interface/kernel/twins/twin.js';
import * as accountsV1 from '../../src/interface/v1/accounts/twins.js';
import * as catalogueV1 from '../../src/interface/v1/catalogue/twins.js';
import * as circulationV1 from '../../src/interface/v1/circulation/twins.js';
import * as accountsV2 from '../../src/interface/v2/accounts/twins.js';
import * as catalogueV2 from '../../src/interface/v2/catalogue/twins.js';
import * as circulationV2 from '../../src/interface/v2/circulation/twins.js';

const [v1, v2] = [
  [accountsV1, catalogueV1, circulationV1],
  [accountsV2, catalogueV2, circulationV2],
].map((modules) => new Map(modules.flatMap(({ twins }) => twins).map((each) => [each.kind, each])));

function twinsOf(kind: string): [AnyTwin, AnyTwin] {
  const [one, other] = [v1?.get(kind), v2?.get(kind)];
  if (!one || !other) throw new Error(`${kind} is not in both majors.`);
  return [one, other];
}

/** Where the majors differ about a view. */
function differences(kind: string, view: unknown): string[] {
  const [one, other] = twinsOf(kind);
  return differingPaths(one.meaning(one.present(view)), other.meaning(other.present(view)));
}

const text = fc.string();
const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
const orNull = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: null });

const books: fc.Arbitrary<BookView> = fc.record({
  id: fc.integer({ min: 1 }),
  revision: fc.integer({ min: 1 }),
  title: text,
  subtitle: orNull(text),
  contributors: fc.array(fc.record({ name: text, role: fc.constantFrom('author', 'editor', 'translator') })),
  isbn: orNull(text),
  isbn13: orNull(text),
  publisher: orNull(text),
  year: orNull(fc.integer()),
  language: orNull(text),
  subjects: fc.array(text),
  description: orNull(text),
  copies: fc.nat(),
  availableCopies: fc.nat(),
  createdAt: moment,
  updatedAt: moment,
});

const patrons = fc.record({
  id: fc.integer({ min: 1 }),
  cardNumber: text,
  username: text,
  firstName: orNull(text),
  lastName: orNull(text),
  email: orNull(text),
  emailVerified: fc.boolean(),
  pendingEmail: orNull(text),
  language: fc.constantFrom('en', 'de'),
  category: text,
  role: fc.constantFrom('patron', 'librarian', 'admin'),
  expiresAt: orNull(moment),
  blocks: fc.constant([]),
  disabled: fc.boolean(),
  createdAt: moment,
  updatedAt: moment,
}) as unknown as fc.Arbitrary<PatronView>;

const loans: fc.Arbitrary<LoanRecord> = fc.record({
  id: fc.integer({ min: 1 }),
  copyId: fc.integer({ min: 1 }),
  copyBarcode: text,
  bookId: fc.integer({ min: 1 }),
  patronId: orNull(fc.integer({ min: 1 })),
  outAt: moment,
  dueAt: moment,
  returnedAt: orNull(moment),
  renewals: fc.nat(),
  renewalsLeft: fc.nat(),
  status: fc.constantFrom('open', 'overdue', 'closed'),
});

describe('Twins', () => {
  it('are of the same kinds in both majors', () => {
    expect([...(v1?.keys() ?? [])]).to.have.members([...(v2?.keys() ?? [])]);
  });

  for (const [kind, views] of [
    ['book', books],
    ['patron', patrons],
    ['loan', loans],
  ] as const) {
    it(`say the same of every ${kind}, except what is intended`, () => {
      const [one, other] = twinsOf(kind);
      const intended = [...(one.intended ?? []), ...(other.intended ?? [])];
      fc.assert(
        fc.property(views as fc.Arbitrary<unknown>, (view) => {
          const wanted = new Set(intended.filter((each) => each.applies(view)).map(({ path }) => path));
          expect(differences(kind, view).filter((path) => !wanted.has(path))).to.deep.equal([]);
        }),
      );
    });
  }

  const [any] = fc.sample(books, 1);
  const book = { ...any, contributors: [], subjects: ['fiction'], year: 1866 };

  it('differ about a book without an author, of which v1 shows all other contributors as the author', () => {
    const edited = { ...book, contributors: [{ name: 'Ann', role: 'editor' }] };
    expect(differences('book', edited)).to.deep.equal(['$.author']);
    const applies = twinsOf('book')[0].intended?.map((each) => each.applies(edited));
    expect(applies).to.deep.equal([true]);
  });

  it('do not differ about a book with an author and an editor, or with nobody', () => {
    const both = [
      { name: 'Ann', role: 'editor' },
      { name: 'Bob', role: 'author' },
    ];
    for (const contributors of [both, []]) {
      expect(differences('book', { ...book, contributors })).to.deep.equal([]);
      expect(twinsOf('book')[0].intended?.[0]?.applies({ ...book, contributors })).to.equal(false);
    }
  });

  it('notice a presenter that forgets or changes something', () => {
    const [one, other] = twinsOf('book');
    const faulty = { ...one.present(book), year: 1, genre: 'wrong' };
    expect(differingPaths(one.meaning(faulty), other.meaning(other.present(book)))).to.deep.equal([
      '$.mainSubject',
      '$.year',
    ]);
  });
});
