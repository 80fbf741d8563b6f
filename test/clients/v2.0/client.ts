import { Http, type Got } from './http.js';
import type { components, operations } from './schema.js';

type Schemas = components['schemas'];
export type Book = Schemas['Book'];
export type Copy = Schemas['Copy'];
export type Loan = Schemas['Loan'];
export type Patron = Schemas['Patron'];
type Query<O extends keyof operations> = NonNullable<operations[O]['parameters']['query']>;

/** Something, and the tag of its state. */
export interface Tagged<T> {
  readonly body: T;
  readonly tag: string;
}

/** The library, as a program that is written against version 2.0 of its API sees it. */
export class Library {
  readonly http: Http;
  private refreshToken = '';

  constructor(baseUrl: string, minor?: string) {
    this.http = new Http(baseUrl, minor);
  }

  async register(person: Schemas['NewPatron']): Promise<Patron> {
    return (await this.http.post('/v2/patrons', { body: person })).body;
  }

  /** From now on all requests are made in the name of this patron. */
  async signIn(email: string, password: string): Promise<void> {
    this.keep(
      (await this.http.post('/v2/tokens', { body: { grantType: 'password', email, password } })).body,
    );
  }

  /** The next pair of tokens. Each refresh token is good for one. */
  async refresh(): Promise<void> {
    const body = { grantType: 'refresh' as const, refreshToken: this.refreshToken };
    this.keep((await this.http.post('/v2/tokens', { body })).body);
  }

  async signOut(): Promise<void> {
    await this.http.delete('/v2/tokens/current');
  }

  async me(): Promise<Tagged<Patron>> {
    return tagged(await this.http.get('/v2/me'));
  }

  async updateMe(changes: Schemas['MePatch'], tag: string): Promise<Tagged<Patron>> {
    return tagged(await this.http.patch('/v2/me', { body: changes, headers: { 'If-Match': tag } }));
  }

  async closeMyAccount(): Promise<void> {
    await this.http.delete('/v2/me');
  }

  async patrons(query: Query<'listPatrons'> = {}): Promise<Schemas['PatronList']> {
    return (await this.http.get('/v2/patrons', { query })).body;
  }

  async patron(id: string): Promise<Tagged<Patron>> {
    return tagged(await this.http.get('/v2/patrons/{id}', { path: { id } }));
  }

  async updatePatron(id: string, body: Schemas['PatronPatch'], tag: string): Promise<Tagged<Patron>> {
    const headers = { 'If-Match': tag };
    return tagged(await this.http.patch('/v2/patrons/{id}', { path: { id }, body, headers }));
  }

  async books(query: Query<'listBooks'> = {}): Promise<Schemas['BookList']> {
    return (await this.http.get('/v2/books', { query })).body;
  }

  /** All books of a list, page by page. */
  async *allBooks(query: Query<'listBooks'> = {}): AsyncGenerator<Schemas['BookList']['data'][number]> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { data, page }: Schemas['BookList'] = await this.books({ ...query, ...(cursor && { cursor }) });
      yield* data;
      cursor = page.nextCursor;
    }
  }

  async search(query: Query<'searchCatalogue'>): Promise<Schemas['SearchResult']> {
    return (await this.http.get('/v2/search', { query })).body;
  }

  async book(id: string): Promise<Tagged<Book>> {
    return tagged(await this.http.get('/v2/books/{id}', { path: { id } }));
  }

  async addBook(body: Schemas['NewBook']): Promise<Tagged<Book>> {
    return tagged(await this.http.post('/v2/books', { body }));
  }

  async editBook(id: string, body: Schemas['BookPatch'], tag: string): Promise<Tagged<Book>> {
    const headers = { 'If-Match': tag };
    return tagged(await this.http.patch('/v2/books/{id}', { path: { id }, body, headers }));
  }

  async withdrawBook(id: string): Promise<void> {
    await this.http.delete('/v2/books/{id}', { path: { id } });
  }

  async copies(id: string): Promise<Copy[]> {
    return (await this.http.get('/v2/books/{id}/copies', { path: { id } })).body.data;
  }

  async addCopy(id: string, body: Schemas['NewCopy'] = { kind: 'standard' }): Promise<Tagged<Copy>> {
    return tagged(await this.http.post('/v2/books/{id}/copies', { path: { id }, body }));
  }

  async copy(id: string): Promise<Tagged<Copy>> {
    return tagged(await this.http.get('/v2/copies/{id}', { path: { id } }));
  }

  /** The copy with this barcode. */
  async scan(barcode: string): Promise<Copy | undefined> {
    return (await this.http.get('/v2/copies', { query: { barcode } })).body.data[0];
  }

  async editCopy(id: string, body: Schemas['CopyPatch'], tag: string): Promise<Tagged<Copy>> {
    const headers = { 'If-Match': tag };
    return tagged(await this.http.patch('/v2/copies/{id}', { path: { id }, body, headers }));
  }

  async moveCopy(id: string, status: Copy['status']): Promise<Copy> {
    return (await this.http.post('/v2/copies/{id}/status', { path: { id }, body: { status } })).body;
  }

  /** @param key makes it safe to send the same request once more */
  async lend(body: Schemas['NewLoan'], key?: string): Promise<Loan> {
    const headers = key === undefined ? {} : { 'Idempotency-Key': key };
    return (await this.http.post('/v2/loans', { body, headers })).body;
  }

  /** Would it be lent? */
  async check(body: Schemas['LoanScan']): Promise<Schemas['LoanCheck']> {
    return (await this.http.post('/v2/loans/checks', { body })).body;
  }

  async giveBack(copyBarcode: string): Promise<Schemas['Return']> {
    return (await this.http.post('/v2/returns', { body: { copyBarcode } })).body;
  }

  async loan(id: string): Promise<Loan> {
    return (await this.http.get('/v2/loans/{id}', { path: { id } })).body;
  }

  async loans(query: Query<'listLoans'> = {}): Promise<Schemas['LoanList']> {
    return (await this.http.get('/v2/loans', { query })).body;
  }

  async myLoans(query: Query<'listMyLoans'> = {}): Promise<Schemas['LoanList']> {
    return (await this.http.get('/v2/me/loans', { query })).body;
  }

  async renew(id: string, body: Schemas['NewRenewal'] = {}): Promise<Loan> {
    return (await this.http.post('/v2/loans/{id}/renewals', { path: { id }, body })).body;
  }

  private keep({ accessToken, refreshToken }: Schemas['Tokens']): void {
    this.http.token = accessToken;
    this.refreshToken = refreshToken;
  }
}

function tagged<T>({ body, headers }: Got<T>): Tagged<T> {
  return { body, tag: headers.get('etag') ?? '' };
}
