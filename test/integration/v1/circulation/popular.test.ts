import { expect } from 'chai';
import { openDesk, type Desk } from './desk.js';

describe('GET /v1/books/popular', () => {
  let desk: Desk;
  const books: number[] = [];
  const popular = async (query = '') => {
    const { status, body } = await desk.api.get(`/v1/books/popular${query}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return body as { book_id: number; title: string; author: string | null; loans: number }[];
  };
  const ids = async (query?: string) => (await popular(query)).map(({ book_id }) => book_id);

  before(async () => {
    desk = await openDesk();
    for (const [index, times] of [1, 3, 0, 2, 1].entries()) {
      const contributors = [
        { name: `Author ${index}`, role: 'author' },
        { name: 'Second', role: 'author' },
        { name: 'Translator', role: 'translator' },
      ] as const;
      const book = await desk.addBook({ title: `Book ${index}`, contributors }, 1);
      books.push(book);
      for (let n = 0; n < times; n++) await desk.bringBack((await desk.lend(book)).id);
    }
    await desk.lend(books[3] ?? 0);
  });
  after(() => desk.stop());

  it('shows the most borrowed books first, equal ones by id, with their counts', async () => {
    const [a, b, , d, e] = books;
    const author = (index: number) => `Author ${index}, Second`;
    expect(await popular()).to.deep.equal([
      { book_id: b, title: 'Book 1', author: author(1), loans: 3 },
      { book_id: d, title: 'Book 3', author: author(3), loans: 3 },
      { book_id: a, title: 'Book 0', author: author(0), loans: 1 },
      { book_id: e, title: 'Book 4', author: author(4), loans: 1 },
    ]);
  });

  it('shows as many books as requested', async () => {
    expect(await ids('?limit=1')).to.deep.equal([books[1]]);
    expect(await ids('?limit=100')).to.have.length(4);
  });

  for (const limit of ['0', '101', '-1', 'ten', '', '1.5', '1&limit=2']) {
    it(`refuses the limit "${limit}"`, async () => {
      const { status, body } = await desk.api.get(`/v1/books/popular?limit=${limit}`);
      expect([status, Object.keys(body.errors)]).to.deep.equal([400, ['limit']]);
    });
  }

  it('counts a loan at once', async () => {
    await popular();
    const { id } = await desk.lend(books[0] ?? 0);
    expect((await popular()).find(({ book_id }) => book_id === books[0])?.loans).to.equal(2);
    await desk.bringBack(id);
    expect((await popular()).find(({ book_id }) => book_id === books[0])?.loans).to.equal(2);
  });

  it('leaves out deleted books, and fills their places with the next ones', async () => {
    expect(await ids('?limit=2')).to.deep.equal([books[1], books[3]]);
    await desk.api.delete(`/v1/books/${books[1]}`, { token: desk.librarian.token });
    expect(await ids('?limit=2')).to.deep.equal([books[3], books[0]]);
    expect(await ids('?limit=1')).to.deep.equal([books[3]]);
    expect(await ids()).to.have.length(3);
  });
});
