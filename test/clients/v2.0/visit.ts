import { expect } from 'chai';
import { startHead, type Head } from '../head.js';
import { Library, type Book, type Copy } from './client.js';
import { LibraryError } from './http.js';

const password = 'a long and quiet evening';
let readers = 0;

/** Some programs with the same library, which are all of this age. */
export class Visit {
  head!: Head;
  /** Of a librarian. */
  desk!: Library;
  /** That nobody has signed in with. */
  passer!: Library;
  /** Of somebody who has just become a patron, another one in each test. */
  reader!: Library;
  private readonly addresses = new Map<Library, string>();

  /** @param minor what they send as `API-Version` */
  constructor(private readonly minor: string | undefined) {}

  async begin(): Promise<void> {
    this.head = await startHead();
    this.passer = this.program();
    this.desk = await this.programOf('librarian');
  }

  async newReader(): Promise<Library> {
    const library = this.program();
    const email = newAddress();
    this.addresses.set(library, email);
    await library.register({ username: 'reader', email, password });
    await this.again(library);
    return library;
  }

  /** Signs a reader in once more. */
  again(reader: Library): Promise<void> {
    return reader.signIn(this.addresses.get(reader) ?? '', password);
  }

  async programOf(role: 'librarian' | 'admin'): Promise<Library> {
    const account = await this.head.account(role);
    const library = this.program();
    await library.signIn(account.email, account.password);
    return library;
  }

  /** A librarian adds a book of which no more is known. */
  async newBook(title: string): Promise<Book> {
    return (await this.desk.addBook({ title })).body;
  }

  /** A librarian adds such a book and one copy of it. */
  async shelve(title: string): Promise<Copy> {
    const { id } = await this.newBook(title);
    return (await this.desk.addCopy(id)).body;
  }

  private program(): Library {
    return new Library(this.head.url, this.minor);
  }
}

/** One that nobody has registered with. */
export function newAddress(name = 'reader'): string {
  return `${name}-${++readers}@example.org`;
}

/** Expects that something is refused with this status and code. */
export async function expectRefusal(
  promise: Promise<unknown>,
  status: number,
  code: string,
): Promise<LibraryError> {
  const error: unknown = await promise.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof LibraryError)) throw error;
  expect(error).to.include({ status, code });
  return error;
}

/** Everything is tried twice: without a minor, and with the one that this client was written for. */
export function visiting(doing: string, tests: (the: Visit) => void): void {
  for (const minor of [undefined, '2.0']) {
    const asking = minor === undefined ? 'names no minor' : `asks for ${minor}`;
    describe(`A client of 2.0 that ${asking} ${doing}`, () => {
      const the = new Visit(minor);
      before(() => the.begin());
      beforeEach(async () => {
        the.reader = await the.newReader();
      });
      after(() => the.head.stop());
      tests(the);
    });
  }
}
