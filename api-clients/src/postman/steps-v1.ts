import { newVisitor, type Step, type Steps } from './step.js';

const signIn = (who: string): Step => ({
  operation: 'loginUser',
  title: `sign in as ${who}`,
  body: { email: `{{${who}Email}}`, password: `{{${who}Password}}` },
  keep: { [`${who}Token`]: 'token' },
});

const pages = (operation: string, step: Partial<Step> = {}): Step[] => [
  { ...step, operation, values: { ...step.values, page: '1', per_page: '1' } },
  { ...step, operation, title: 'the next page', values: { ...step.values, page: '2', per_page: '1' } },
];

const visitor = { as: 'visitor' } as const;
const theBook = { values: { id: '{{bookId}}' } };
const theLoan = { values: { id: '{{loanId}}' } };
const theVisitor = { values: { id: '{{visitorId}}' } };

/** The requests of `/v1` in an order in which each succeeds, however often the collection runs. */
export const stepsOfV1: Steps = [
  [
    'Sign in',
    [
      { ...signIn('patron'), before: newVisitor },
      signIn('librarian'),
      signIn('admin'),
      {
        operation: 'registerUser',
        body: { username: 'visitor-{{run}}', email: '{{visitorEmail}}', password: '{{visitorPassword}}' },
        keep: { visitorId: 'id' },
      },
      signIn('visitor'),
    ],
  ],
  [
    'Books',
    [
      { operation: 'addBook', keep: { bookId: 'id' } },
      { operation: 'getBook', ...theBook },
      { operation: 'reviseBook', ...theBook },
      ...pages('listBooks'),
      ...pages('searchBooks', { values: { q: 'dostoyevski crime' } }),
      { operation: 'listPopularBooks' },
    ],
  ],
  [
    'Loans',
    [
      { operation: 'borrowBook', body: '{ "book_id": {{bookId}} }', keep: { loanId: 'id' } },
      { operation: 'getLoan', ...theLoan },
      {
        operation: 'renewLoan',
        title: 'too early on the first day',
        ...theLoan,
        status: 409,
        refusal: 'circulation.renewal_too_early',
      },
      ...pages('listLoans', { as: 'librarian' }),
      ...pages('listMyLoans'),
      { operation: 'returnLoan', ...theLoan },
      { operation: 'deleteBook', ...theBook },
    ],
  ],
  [
    'Users',
    [
      ...pages('listUsers'),
      { operation: 'getUser', ...theVisitor },
      { operation: 'getMe', ...visitor },
      { operation: 'updateMe', ...visitor },
      { operation: 'requestPasswordReset', body: { email: '{{visitorEmail}}' } },
      {
        operation: 'completePasswordReset',
        title: 'the link is in a mail only',
        status: 400,
        refusal: 'accounts.link_invalid',
      },
    ],
  ],
  [
    'Documentation',
    [
      { operation: 'getOpenApiDocument' },
      { operation: 'getOpenApiDocumentOfMinor' },
      { operation: 'showDocumentation' },
    ],
  ],
  [
    'The end',
    [
      { operation: 'changeUserRole', ...theVisitor },
      { ...signIn('visitor'), title: 'sign in again' },
      { operation: 'deleteMe', ...visitor },
    ],
  ],
];
