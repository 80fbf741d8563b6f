import {
  changeModule,
  firstBookRoutes,
  goodCall,
  inFile,
  initial,
  refusal,
  scenario,
  shelfNote,
  showStanding,
  standing,
  unwanted,
  type NextMinor,
} from './edits.js';

const second = 'src/interface/v2';

/** A field of a book and of a body, sort keys, an operation, an error code and an enum value of v2. */
export const secondMajor: NextMinor = {
  added: {
    [`${second}/catalogue/unwanted.ts`]: refusal,
    [`${second}/catalogue/first-book-routes.ts`]: firstBookRoutes('v2'),
    [`${second}/catalogue/changes/NEXT-more.ts`]: changeModule(
      "code, fields, operation, values;import { isbnInvalid } from '../../../../domain/catalogue/refusals.js';import { NewBook } from '../books/book-bodies.js';import { Book } from '../books/book-shapes.js';import { BookListQuery } from '../books/list-query.js';import { bookUnwanted } from '../unwanted.js'",
      'more',
      'v2-test-more',
      "fields(Book, 'initial'), fields(NewBook, 'shelfNote'), operation('getFirstBook'), values(BookListQuery, 'sort', ['added', '-added']), values(BookListQuery, 'fields', ['initial']), code(bookUnwanted, isbnInvalid)",
    ),
    [`${second}/circulation/changes/NEXT-standing.ts`]: changeModule(
      "values;import { Loan } from '../shapes.js'",
      'standing',
      'v2-test-standing',
      "values(Loan, 'status', { standing: 'open' })",
    ),
  },
  changed: [
    ...inFile(
      `${second}/catalogue/books/book-shapes.ts`,
      {
        old: 'export class Book implements ShownOfBook {',
        text: `export class Book implements ShownOfBook {${initial}`,
      },
      { old: '  id: true,', text: '  id: true,\n  initial: true,' },
    ),
    ...inFile(`${second}/catalogue/books/book-bodies.ts`, {
      old: 'export class NewBook extends GivenFields {',
      text: `export class NewBook extends GivenFields {${shelfNote}`,
    }),
    ...inFile(`${second}/catalogue/books/present-book.ts`, {
      old: "    id: toId('book', book.id),\n",
      text: "    id: toId('book', book.id),\n    initial: book.title.slice(0, 1),\n",
    }),
    ...inFile(`${second}/catalogue/books/sort.ts`, {
      old: "  createdAt: 'created',",
      text: "  createdAt: 'created',\n  added: 'created',",
    }),
    ...inFile(
      `${second}/catalogue/books/cataloguing-routes.ts`,
      { old: 'refuses: bookRefusals.add', text: 'refuses: [...bookRefusals.add, bookUnwanted]' },
      unwanted('handle: async ({ body, tag }) => {'),
      {
        old: '\n/** ',
        text: "import { Refusal } from '../../../../domain/kernel/refusal.js';\nimport { bookUnwanted } from '../unwanted.js';\n\n/** ",
      },
    ),
    ...inFile(
      `${second}/catalogue/index.ts`,
      { old: 'routeGroups = [', text: 'routeGroups = [FirstBookRoutes, ' },
      { old: '\nexport', text: "import { FirstBookRoutes } from './first-book-routes.js';\n\nexport" },
    ),
    ...inFile(`${second}/circulation/shapes.ts`, standing('loanStatuses')),
    ...inFile(`${second}/circulation/present.ts`, showStanding),
    ...inFile('contract/scenarios/v2/catalogue.ts', goodCall, scenario({ title: 'Notes', shelfNote: 'A 1' })),
  ],
  joined: [
    { file: `${second}/catalogue/index.ts`, name: 'more', from: './changes/NEXT-more.js' },
    { file: `${second}/circulation/index.ts`, name: 'standing', from: './changes/NEXT-standing.js' },
  ],
};
