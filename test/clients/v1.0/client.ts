import { Http, type Got } from './http.js';
import type { components, operations } from './schema.js';

type Schemas = components['schemas'];
export type Book = Schemas['BookV1'];
export type Loan = Schemas['LoanV1'];
export type User = Schemas['UserV1'];
type Query<O extends keyof operations> = NonNullable<operations[O]['parameters']['query']>;

/** A part of a list, and the way to the rest. */
export interface Page<T> {
  items: T[];
  total: number;
  /** Number of the page after this one; undefined on the last. */
  next: number | undefined;
}

/** The library, as a program that is written against version 1.0 of its API sees it. */
export class Library {
  readonly http: Http;

  constructor(baseUrl: string, minor?: string) {
    this.http = new Http(baseUrl, minor);
  }

  async register(person: Schemas['RegisterBody']): Promise<User> {
    return (await this.http.post('/v1/users/register', { body: person })).body;
  }

  /** From now on all requests are made in the name of this user. */
  async logIn(email: string, password: string): Promise<void> {
    const { body } = await this.http.post('/v1/users/login', { body: { email, password } });
    this.http.token = body.token;
  }

  logOut(): void {
    this.http.token = undefined;
  }

  async me(): Promise<User> {
    return (await this.http.get('/v1/users/me')).body;
  }

  async updateMe(changes: Schemas['UpdateMeBody']): Promise<User> {
    return (await this.http.put('/v1/users/me', { body: changes })).body;
  }

  async closeMyAccount(): Promise<Schemas['Deleted']> {
    return (await this.http.delete('/v1/users/me')).body;
  }

  async users(query: Query<'listUsers'> = {}): Promise<Page<User>> {
    return pageOf(await this.http.get('/v1/users', { query }));
  }

  async user(id: number): Promise<User> {
    return (await this.http.get('/v1/users/{id}', { path: { id } })).body;
  }

  async changeRole(id: number, role: User['role']): Promise<User> {
    return (await this.http.put('/v1/users/{id}/role', { path: { id }, body: { role } })).body;
  }

  async books(query: Query<'listBooks'> = {}): Promise<Page<Book>> {
    return pageOf(await this.http.get('/v1/books', { query }));
  }

  /** All books of a list, page by page. */
  async *allBooks(query: Query<'listBooks'> = {}): AsyncGenerator<Book> {
    for (let page: number | undefined = 1; page !== undefined;) {
      const { items, next }: Page<Book> = await this.books({ ...query, page });
      yield* items;
      page = next;
    }
  }

  async search(query: Query<'searchBooks'>): Promise<Page<Book>> {
    return pageOf(await this.http.get('/v1/books/search', { query }));
  }

  async popular(limit?: number): Promise<Schemas['PopularBookV1'][]> {
    const query = limit === undefined ? {} : { limit };
    return (await this.http.get('/v1/books/popular', { query })).body;
  }

  async book(id: number): Promise<Book> {
    return (await this.http.get('/v1/books/{id}', { path: { id } })).body;
  }

  async addBook(book: Schemas['AddBookBody']): Promise<Book> {
    return (await this.http.post('/v1/books', { body: book })).body;
  }

  async reviseBook(id: number, changes: Schemas['ReviseBookBody']): Promise<Book> {
    return (await this.http.put('/v1/books/{id}', { path: { id }, body: changes })).body;
  }

  async deleteBook(id: number): Promise<Schemas['Deleted']> {
    return (await this.http.delete('/v1/books/{id}', { path: { id } })).body;
  }

  async borrow(bookId: number, userId?: number): Promise<Loan> {
    const body = { book_id: bookId, ...(userId !== undefined && { user_id: userId }) };
    return (await this.http.post('/v1/loans', { body })).body;
  }

  async loan(id: number): Promise<Loan> {
    return (await this.http.get('/v1/loans/{id}', { path: { id } })).body;
  }

  async loans(query: Query<'listLoans'> = {}): Promise<Page<Loan>> {
    return pageOf(await this.http.get('/v1/loans', { query }));
  }

  async myLoans(query: Query<'listMyLoans'> = {}): Promise<Page<Loan>> {
    return pageOf(await this.http.get('/v1/users/me/loans', { query }));
  }

  async renew(id: number): Promise<Loan> {
    return (await this.http.post('/v1/loans/{id}/renew', { path: { id } })).body;
  }

  async giveBack(id: number): Promise<Schemas['ReturnV1']> {
    return (await this.http.post('/v1/loans/{id}/return', { path: { id } })).body;
  }
}

function pageOf<T>({ body, headers }: Got<T[]>): Page<T> {
  const next = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
  return {
    items: body,
    total: Number(headers.get('x-total-count')),
    next: next === undefined ? undefined : Number(new URL(next, 'http://x').searchParams.get('page')),
  };
}
