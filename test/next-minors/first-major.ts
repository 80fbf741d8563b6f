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

const first = 'src/interface/v1';

/** A field of a book and of a body, a sort key, an operation, an error code and an enum value of v1. */
export const firstMajor: NextMinor = {
  added: {
    [`${first}/catalogue/unwanted.ts`]: refusal,
    [`${first}/catalogue/first-book-routes.ts`]: firstBookRoutes('v1'),
    [`${first}/catalogue/changes/NEXT-more.ts`]: changeModule(
      "code, fields, operation, values;import { isbnInvalid } from '../../../../domain/catalogue/refusals.js';import { BookListQuery } from '../list-query.js';import { AddBookBody, BookV1 } from '../shapes.js';import { bookUnwanted } from '../unwanted.js'",
      'more',
      'v1-test-more',
      "fields(BookV1, 'initial'), fields(AddBookBody, 'shelfNote'), operation('getFirstBook'), values(BookListQuery, 'sort', ['added', '-added']), code(bookUnwanted, isbnInvalid)",
    ),
    [`${first}/circulation/changes/NEXT-standing.ts`]: changeModule(
      "values;import { LoanV1 } from '../shapes.js'",
      'standing',
      'v1-test-standing',
      "values(LoanV1, 'status', { standing: 'open' })",
    ),
  },
  changed: [
    ...inFile(
      `${first}/catalogue/shapes.ts`,
      { old: 'export class BookV1 {', text: `export class BookV1 {${initial}` },
      {
        old: 'export class AddBookBody extends BookFields {',
        text: `export class AddBookBody extends BookFields {${shelfNote}`,
      },
    ),
    ...inFile(`${first}/catalogue/present.ts`, {
      old: '    id: book.id,\n',
      text: '    id: book.id,\n    initial: book.title.slice(0, 1),\n',
    }),
    ...inFile(`${first}/catalogue/sort.ts`, {
      old: "  created_at: 'created',",
      text: "  created_at: 'created',\n  added: 'created',",
    }),
    ...inFile(
      `${first}/catalogue/cataloguing-routes.ts`,
      { old: 'refuses: bookRefusals.add', text: 'refuses: [...bookRefusals.add, bookUnwanted]' },
      unwanted('handle: async ({ body }) => {'),
      {
        old: '\n/** ',
        text: "import { Refusal } from '../../../domain/kernel/refusal.js';\nimport { bookUnwanted } from './unwanted.js';\n\n/** ",
      },
    ),
    ...inFile(
      `${first}/catalogue/index.ts`,
      { old: 'routeGroups = [', text: 'routeGroups = [FirstBookRoutes, ' },
      { old: '\nexport', text: "import { FirstBookRoutes } from './first-book-routes.js';\n\nexport" },
    ),
    ...inFile(`${first}/circulation/shapes.ts`, standing('statuses')),
    ...inFile(`${first}/circulation/present.ts`, showStanding),
    ...inFile('contract/scenarios/v1/catalogue.ts', goodCall, scenario({ title: 'Notes', shelfNote: 'A 1' })),
  ],
  joined: [
    { file: `${first}/catalogue/index.ts`, name: 'more', from: './changes/NEXT-more.js' },
    { file: `${first}/circulation/index.ts`, name: 'standing', from: './changes/NEXT-standing.js' },
  ],
};
