import { dayMs, demo } from '../content/desk.js';
import { links, readersPassword } from '../content/fill.js';
import { codeOf } from '../sides/one-time-code.js';
import { asNode, listAt, type Node } from '../../differ/node.js';
import type { Reader } from './callers.js';
import type { Operation } from '../sources/documents.js';
import type { Source } from '../sources/values.js';

/** Values that make a request succeed; all others follow from the document. */
export interface Ingredients {
  readonly id?: unknown;
  readonly body?: Readonly<Record<string, unknown>>;
}

interface Kitchen extends Source {
  readonly operation: Operation;
  /** The reader who asks, when the request is about the own account. */
  readonly reader: Reader | undefined;
}

type Recipe = (kitchen: Kitchen) => Ingredients;

const newPassword = 'another long and quiet evening';
let fresh = 0;

const one = <T>({ random }: Source, choices: readonly T[]): T | undefined =>
  choices.length > 0 ? random.pick(choices) : undefined;

/** Picks a node so that each value of the field is as likely as any other, however rare it is. */
function varied(source: Source, choices: readonly Node[], field: string): Node | undefined {
  const groups = [...Map.groupBy(choices, (node) => node[field]).values()];
  return one(source, one(source, groups) ?? []);
}

const copies = (source: Source, status: string) =>
  source.world.all('copy').filter((copy) => copy['status'] === status);
const barcodeOf = (source: Source, status: string): unknown =>
  varied(source, copies(source, status), 'kind')?.['barcode'];
const open = (loan: Node): boolean => loan['status'] === 'open' || loan['status'] === 'overdue';

/** Many of them have as many loans as they may, a block, or a card that ends before a loan would. */
function somePatron(source: Source): unknown {
  const { world, random, at } = source;
  const patrons = world.all('patron').filter(({ role }) => role === 'patron');
  const loans = Map.groupBy(world.all('loan').filter(open), (loan) => loan['patronId']);
  const borrowers = patrons.filter(({ id }) => loans.has(id));
  const byLoans = [...Map.groupBy(borrowers, ({ id }) => loans.get(id)?.length).values()];
  const soon = patrons.filter((patron) => {
    const left = Date.parse(String(patron['expiresAt'])) - at;
    return left > 0 && left < 20 * dayMs && listAt(patron, 'blocks').length === 0;
  });
  const blocked = patrons.filter((patron) => listAt(patron, 'blocks').length > 0);
  const forATime = blocked.filter((patron) =>
    listAt(patron, 'blocks').every((each) => asNode(each)['until'] !== null),
  );
  const choice = random.pick([patrons, one(source, byLoans) ?? [], blocked, forATime, soon, soon]);
  return varied(source, choice.length > 0 ? choice : patrons, 'category')?.['id'];
}

/** Somebody new. Addresses are written in capitals, too, and some belong to somebody else. */
function somebody(source: Source): Record<string, unknown> {
  const number = ++fresh;
  const email = source.random.pick([`new${number}@example.org`, `New.${number}@Example.ORG`]);
  return { username: `new-${number}`, email: source.random.chance(10) ? demo('patron').email : email };
}

/** A new barcode, or one that another copy has. */
function someBarcode({ random, world }: Source): unknown {
  const taken = world.named('barcode');
  return taken.length > 0 && random.chance(10) ? random.pick(taken) : `n-${++fresh}`;
}

/** A scan of a copy for a patron; sometimes for the one who has it already. */
function someScan(source: Kitchen): Record<string, unknown> {
  const patronId = source.reader ? undefined : somePatron(source);
  if (source.random.chance(92)) return { copyBarcode: barcodeOf(source, 'available'), patronId };
  const loan = one(source, source.world.all('loan').filter(open));
  const copy = source.world.all('copy').find(({ id }) => id === loan?.['copyId']);
  return { copyBarcode: copy?.['barcode'], patronId: loan?.['patronId'] };
}

/** Mostly a good one, and sometimes a short, a common, or a personal one. */
function somePassword({ random }: Source): string {
  const poor = [
    '1234567',
    '12345678',
    'password1',
    `new-${fresh}new`,
    'x'.repeat(128),
    'ａｂｃｄｅｆｇｈ',
    '        ',
  ];
  return random.chance(75) ? readersPassword : random.pick(poor);
}

function someLink(source: Source, purpose: 'reset' | 'verification'): string {
  return source.random.pick(links(purpose));
}

function codeFor(reader: Reader | undefined): string {
  return reader?.secret === undefined ? '000000' : codeOf(reader.secret);
}

function free(source: Source, kind: string): unknown {
  // The newest ones have no loans yet.
  return one(source, source.world.all(kind).slice(-15))?.['id'];
}

/** Where the document alone would not lead to a success. The names are those of the frozen documents. */
export const recipes: Readonly<Record<string, Recipe>> = {
  registerUser: (source) => ({ body: { ...somebody(source), password: somePassword(source) } }),
  registerPatron: (source) => ({ body: { ...somebody(source), password: somePassword(source) } }),
  createPatron: (source) => {
    const { username, email } = somebody(source);
    const card = source.random.chance(40) ? { cardNumber: `n-${++fresh}` } : { cardNumber: undefined };
    return {
      body: { username, email: source.random.pick([email, null]), ...card, category: category(source) },
    };
  },
  updatePatron: (source) => ({
    id: somePatron(source),
    body: { email: undefined, cardNumber: undefined, category: category(source), role: undefined },
  }),
  loginUser: ({ reader }) => ({ body: { email: reader?.email, password: reader?.password } }),
  issueTokens: ({ reader, random }) => ({
    body:
      reader?.refreshToken !== undefined && random.chance(40)
        ? { grantType: 'refresh', refreshToken: reader.refreshToken, email: undefined, password: undefined }
        : {
            grantType: 'password',
            email: reader?.email,
            password: reader?.password,
            secondFactorCode: reader?.isConfirmed === true ? codeFor(reader) : undefined,
            refreshToken: undefined,
          },
  }),
  completePasswordReset: (source) => ({
    body: { token: someLink(source, 'reset'), newPassword, password: newPassword },
  }),
  verifyEmail: (source) => ({ body: { token: someLink(source, 'verification') } }),
  updateMe: ({ reader, random }) => {
    const word = random.chance(70) ? undefined : newPassword;
    return {
      body: {
        email: random.chance(10) ? demo('patron').email : undefined,
        password: word,
        currentPassword: reader?.password,
        current_password: reader?.password,
      },
    };
  },
  changePassword: ({ reader }) => ({ body: { currentPassword: reader?.password, newPassword } }),
  setUpSecondFactor: ({ reader }) => ({ body: { currentPassword: reader?.password } }),
  confirmSecondFactor: ({ reader }) => ({ body: { code: codeFor(reader) } }),
  removeSecondFactor: ({ reader }) => ({ body: { code: codeFor(reader) } }),
  getOpenApiDocumentOfMinor: ({ operation }) => ({ id: operation.minor }),
  pinMinor: ({ random, operation }) => ({ id: random.pick(['v1', 'v2']), body: { minor: operation.minor } }),
  createApiKey: ({ random }) => ({
    body: {
      scopes: random.some(['catalogue:read', 'catalogue:write', 'circulation:read', 'accounts:read'], 2),
    },
  }),
  revokeApiKey: (source) => ({ id: free(source, 'apiKey') }),
  endSession: (source) => ({ id: one(source, source.reader?.sessions ?? []) }),
  addCopy: (source) => ({
    body: { barcode: source.random.pick([undefined, someBarcode(source)]), kind: 'standard' },
  }),
  editCopy: (source) => ({
    id: free(source, 'copy'),
    body: { barcode: source.random.pick([undefined, someBarcode(source)]), kind: 'standard' },
  }),
  withdrawCopy: (source) => ({ id: one(source, copies(source, 'available'))?.['id'] }),
  withdrawBook: (source) => ({ id: free(source, 'book') }),
  reviseBook: (source) => {
    const { world, random } = source;
    const lent = world
      .all('v1/books')
      .filter((book) => Number(book['available_copies']) < Number(book['copies']));
    return random.chance(80) || lent.length === 0
      ? {}
      : { id: one(source, lent)?.['id'], body: { copies: random.between(0, 1) } };
  },
  deleteBook: (source) => ({ id: free(source, 'v1/books') }),
  moveCopy: (source) => {
    const [from, to] = source.random.pick([
      ['available', 'in_repair'],
      ['in_repair', 'available'],
      ['missing', 'available'],
      ['available', 'missing'],
      ['lost', 'available'],
    ] as const);
    return { id: one(source, copies(source, from))?.['id'], body: { status: to } };
  },
  closePatron: (source) => ({ id: free(source, 'patron') }),
  borrowBook: (source) => {
    const books = source.world.all('v1/books').filter((book) => Number(book['available_copies']) > 0);
    const user = source.reader ? { user_id: undefined } : {};
    return { body: { book_id: one(source, books)?.['id'], ...user } };
  },
  lendCopy: (source) => ({ body: someScan(source) }),
  checkLoan: (source) => ({ body: someScan(source) }),
  returnCopy: (source) => ({ body: { copyBarcode: barcodeOf(source, 'on_loan') } }),
  renewLoan: (source) => {
    const kind = source.operation.major === 'v1' ? 'v1/loans' : 'loan';
    return { id: one(source, source.world.all(kind).filter(open))?.['id'] };
  },
  returnLoan: (source) => ({ id: one(source, source.world.all('v1/loans').filter(open))?.['id'] }),
};

function category(source: Source): unknown {
  return source.random.pick(['adult', 'child', 'student', 'staff', undefined]);
}
