import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../../support/library.js';

describe('DELETE /v1/books/:id', () => {
  let library: Library;
  let id: number;
  const remove = (book: number | string = id, token = library.librarian.token) =>
    library.api.delete(`/v1/books/${book}`, { token });

  before(async () => (library = await startLibrary()));
  after(() => library.stop());
  beforeEach(async () => (id = await library.addBook({ title: 'Old', subjects: ['old'] }, 3)));

  it('deletes the book, and confirms it', async () => {
    const { status, body } = await remove();
    expect(status).to.equal(200);
    expect(body).to.deep.equal({ status: 'Success', id });
    expect((await library.api.get(`/v1/books/${id}`)).status).to.equal(404);
    const put = await library.api.put(`/v1/books/${id}`, {
      token: library.librarian.token,
      json: { year: 1 },
    });
    expect([put.status, put.body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
  });

  it('withdraws every copy, whatever its status', async () => {
    await library.rows(sql`
      update copy set status = (array['in_repair', 'missing', 'lost'])[1 + id % 3] where book_id = ${id}`);
    expect((await remove()).status).to.equal(200);
    const rows = await library.rows<{ status: string }>(sql`select status from copy where book_id = ${id}`);
    expect(rows.map(({ status }) => status)).to.deep.equal(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  it('answers 404 the second time', async () => {
    await remove();
    const events = await library.auditOf(async () => {
      const { status, body } = await remove();
      expect([status, body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
    });
    expect(events).to.deep.equal([]);
  });

  it('takes effect once when twenty librarians send it at the same time', async () => {
    const events = await library.auditOf(async () => {
      const statuses = (await Promise.all(Array.from({ length: 20 }, () => remove()))).map(
        ({ status }) => status,
      );
      expect(statuses.toSorted((a, b) => a - b)).to.deep.equal([200, ...Array<number>(19).fill(404)]);
    });
    expect(events.map(({ action }) => action)).to.deep.equal(['catalogue.book_withdrawn']);
  });

  for (const unknown of ['0', '-3', '987654321', '9223372036854775808']) {
    it(`answers 404 for the id ${unknown}`, async () => {
      expect((await remove(unknown)).status).to.equal(404);
    });
  }

  it('answers 400 for an invalid id', async () => {
    expect((await remove('old')).status).to.equal(400);
  });

  it('is for librarians', async () => {
    expect((await library.api.delete(`/v1/books/${id}`)).status).to.equal(401);
    expect((await remove(id, library.patron.token)).status).to.equal(403);
    expect((await library.api.get(`/v1/books/${id}`)).status).to.equal(200);
  });
});
