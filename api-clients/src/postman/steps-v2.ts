import { newVisitor, pages, type Steps } from './step.js';
import { stepsOfWork } from './steps-of-work.js';

const signIn = (who: string) => ({
  operation: 'issueTokens',
  title: `sign in as ${who}`,
  body: { grantType: 'password', email: `{{${who}Email}}`, password: `{{${who}Password}}` },
  keep: { [`${who}Token`]: 'accessToken' },
});

const visitor = { as: 'visitor' } as const;
const theVisitor = { values: { id: '{{visitorId}}' } };
const theBook = { values: { id: '{{bookId}}' } };
const theCopy = { values: { id: '{{copyId}}' } };
const theLoan = { values: { id: '{{loanId}}' } };
const theKey = { ...visitor, values: { id: '{{apiKeyId}}' } };
const aLinkOfAMail = { status: 400, refusal: 'accounts.link_invalid' };

/** The code of an authenticator app (RFC 6238), of the secret that was kept. */
const totp = [
  "const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';",
  "const bits = [...pm.collectionVariables.get('secret')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');",
  "const hex = (bits.match(/.{4}/g) ?? []).map((four) => parseInt(four, 2).toString(16)).join('');",
  "const counter = Math.floor(Date.now() / 30000).toString(16).padStart(16, '0');",
  'const key = CryptoJS.enc.Hex.parse(hex.slice(0, hex.length - (hex.length % 2)));',
  'const hash = CryptoJS.HmacSHA1(CryptoJS.enc.Hex.parse(counter), key).toString();',
  'const offset = parseInt(hash.slice(-1), 16) * 2;',
  'const number = parseInt(hash.slice(offset, offset + 8), 16) & 0x7fffffff;',
  "pm.collectionVariables.set('code', String(number % 1000000).padStart(6, '0'));",
];

/** The requests of `/v2` in an order in which each succeeds, however often the collection runs. */
export const stepsOfV2: Steps = [
  [
    'Sign in',
    [
      { ...signIn('patron'), before: newVisitor },
      signIn('librarian'),
      signIn('admin'),
      {
        operation: 'registerPatron',
        body: { username: 'visitor-{{run}}', email: '{{visitorEmail}}', password: '{{visitorPassword}}' },
        keep: { visitorId: 'id' },
      },
      { operation: 'getPatron', ...theVisitor },
      {
        operation: 'updatePatron',
        title: 'make the visitor a librarian',
        as: 'admin',
        ...theVisitor,
        body: { role: 'librarian' },
      },
      { ...signIn('visitor'), keep: { visitorToken: 'accessToken', refreshToken: 'refreshToken' } },
      {
        operation: 'issueTokens',
        title: 'refresh',
        body: { grantType: 'refresh', refreshToken: '{{refreshToken}}' },
        keep: { visitorToken: 'accessToken' },
      },
    ],
  ],
  [
    'Books and copies',
    [
      { operation: 'addBook', keep: { bookId: 'id' } },
      { operation: 'getBook', ...theBook },
      { operation: 'editBook', ...theBook },
      ...pages('listBooks'),
      ...pages('searchCatalogue', { values: { q: 'dostoyevski crime' } }),
      { operation: 'listPopularBooks' },
      { operation: 'addCopy', ...theBook, keep: { copyId: 'id', barcode: 'barcode' } },
      {
        operation: 'addCopy',
        title: 'with a barcode of your own',
        ...theBook,
        body: { barcode: 'PM-{{run}}' },
      },
      ...pages('listCopies', theBook),
      { operation: 'findCopies', values: { barcode: '{{barcode}}' } },
      { operation: 'getCopy', ...theCopy },
      { operation: 'editCopy', ...theCopy },
    ],
  ],
  [
    'Loans',
    [
      { operation: 'checkLoan', body: { copyBarcode: '{{barcode}}' } },
      { operation: 'lendCopy', body: { copyBarcode: '{{barcode}}' }, keep: { loanId: 'id' } },
      { operation: 'getLoan', ...theLoan },
      {
        operation: 'renewLoan',
        as: 'librarian',
        ...theLoan,
        body: { override: { reason: 'A test of the collection.' } },
      },
      ...pages('listLoans', { as: 'librarian' }),
      ...pages('listMyLoans'),
      { operation: 'returnCopy', body: { copyBarcode: '{{barcode}}' } },
      { operation: 'moveCopy', ...theCopy },
    ],
  ],
  ...stepsOfWork,
  [
    'Patrons',
    [
      ...pages('listPatrons'),
      { operation: 'exportPatron', as: 'admin', ...theVisitor },
      { operation: 'startPasswordReset', as: 'admin', ...theVisitor },
      {
        operation: 'createPatron',
        body: {
          username: 'desk-{{run}}',
          email: 'desk-{{run}}@example.org',
          cardNumber: 'C-{{run}}',
          category: 'child',
        },
        keep: { deskPatronId: 'id' },
      },
      { operation: 'endPatronSessions', values: { id: '{{deskPatronId}}' } },
      { operation: 'closePatron', values: { id: '{{deskPatronId}}' } },
      ...pages('listAuditEvents'),
    ],
  ],
  [
    'The own account',
    [
      { operation: 'getMe', ...visitor },
      { operation: 'updateMe', ...visitor },
      {
        operation: 'updateMe',
        title: 'another address, which has to be verified',
        ...visitor,
        body: { email: 'new-{{visitorEmail}}', currentPassword: '{{visitorPassword}}' },
      },
      { operation: 'exportMe', ...visitor },
      { operation: 'requestEmailVerification', ...visitor },
      { operation: 'verifyEmail', title: 'the link is in a mail only', ...aLinkOfAMail },
      { operation: 'requestPasswordReset', body: { email: '{{visitorEmail}}' } },
      { operation: 'completePasswordReset', title: 'the link is in a mail only', ...aLinkOfAMail },
      { operation: 'pinMinor', ...visitor },
      { operation: 'listPins', ...visitor },
      { operation: 'unpinMinor', ...visitor },
      { operation: 'getSecondFactor', ...visitor },
      {
        operation: 'setUpSecondFactor',
        ...visitor,
        body: { currentPassword: '{{visitorPassword}}' },
        keep: { secret: 'secret' },
      },
      {
        operation: 'confirmSecondFactor',
        ...visitor,
        body: { code: '{{code}}' },
        keep: { recoveryCode: 'recoveryCodes[0]' },
        before: totp,
      },
      { operation: 'removeSecondFactor', ...visitor, body: { code: '{{recoveryCode}}' } },
      { operation: 'resetSecondFactor', ...theVisitor },
      { ...signIn('visitor'), title: 'sign in again' },
    ],
  ],
  [
    'API keys and programs',
    [
      { operation: 'createApiKey', ...visitor, keep: { apiKeyId: 'id' } },
      { operation: 'listApiKeys', ...visitor },
      { operation: 'getApiKey', ...theKey },
      {
        operation: 'setApiKeyContact',
        ...theKey,
        body: { contactEmail: null, secondEmail: null, mutedUntil: null },
      },
      { operation: 'getApiKeyContact', ...theKey },
      { operation: 'revokeApiKey', ...theKey },
      {
        operation: 'registerProgram',
        ...visitor,
        body: { program: 'Postman-{{run}}', name: 'A run of the collection' },
        keep: { programId: 'id' },
      },
      { operation: 'listPrograms', ...visitor },
      { operation: 'unregisterProgram', ...visitor, values: { id: '{{programId}}' } },
      { operation: 'switchDeveloper', ...visitor },
      { operation: 'getDeveloper', ...visitor },
      { operation: 'listMyUsage', ...visitor },
      { operation: 'getMigrationReport', ...visitor },
      { operation: 'listMyDeprecations', ...visitor },
      {
        operation: 'consentToSunset',
        title: 'only for clients that call it',
        ...visitor,
        status: 404,
        refusal: 'usage.consumer_not_found',
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
      { operation: 'withdrawCopy', ...theCopy },
      { operation: 'withdrawBook', ...theBook },
      { ...signIn('visitor'), title: 'one more session', keep: { visitorToken: 'accessToken' } },
      ...pages('listSessions', visitor),
      {
        operation: 'listSessions',
        title: 'the newest session',
        ...visitor,
        keep: { sessionId: 'data[0].id' },
      },
      { operation: 'endSession', ...visitor, values: { id: '{{sessionId}}' } },
      { ...signIn('visitor'), title: 'sign in again' },
      {
        operation: 'changePassword',
        ...visitor,
        body: { currentPassword: '{{visitorPassword}}', newPassword: '{{visitorPassword}}' },
        keep: { visitorToken: 'accessToken' },
      },
      { operation: 'endCurrentTokens', ...visitor },
      { ...signIn('visitor'), title: 'sign in again' },
      { operation: 'endAllSessions', ...visitor },
      { ...signIn('visitor'), title: 'sign in again' },
      { operation: 'deleteMe', ...visitor },
    ],
  ],
];
