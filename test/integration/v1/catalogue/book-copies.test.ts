import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../../support/library.js';

describe('The copies of a book, counted by PUT /v1/books/:id', () => {
  let library: Library;
  let id: number;
  const put = (json: unknown) => library.api.put(`/v1/books/${id}`, { token: library.librarian.token, json });
  const copies = () =>
    library.rows<{ barcode: string; status: string }>(sql`
      select barcode, status from copy where book_id = ${id} order by id`);
  const statuses = async () => (await copies()).map(({ status }) => status);

  before(async () => (library = await startLibrary()));
  after(() => library.stop());
  beforeEach(async () => (id = await library.addBook({ title: 'Some book' }, 3)));

  it('increase by new copies with new barcodes', async () => {
    const before = await copies();
    const { body } = await put({ copies: 5 });
    expect(body).to.include({ copies: 5, available_copies: 5 });
    const after = await copies();
    expect(after.slice(0, 3)).to.deep.equal(before);
    expect(new Set(after.map(({ barcode }) => barcode)).size).to.equal(5);
  });

  it('decrease by the withdrawal of the newest, which keep their barcodes', async () => {
    const { body } = await put({ copies: 1 });
    expect(body).to.include({ copies: 1, available_copies: 1 });
    expect(await statuses()).to.deep.equal(['available', 'withdrawn', 'withdrawn']);
    expect((await put({ copies: 0 })).body).to.include({ copies: 0, available_copies: 0 });
    expect((await put({ copies: 2 })).body).to.include({ copies: 2, available_copies: 2 });
    expect(new Set((await copies()).map(({ barcode }) => barcode)).size).to.equal(5);
  });

  it('do not change when the count is already right', async () => {
    const before = await copies();
    const events = await library.auditOf(() => put({ copies: 3 }));
    expect(await copies()).to.deep.equal(before);
    expect(events).to.deep.equal([]);
  });

  for (const status of ['in_repair', 'missing', 'in_process', 'lost']) {
    it(`cannot be fewer than those that are off the shelf, such as one that is ${status}`, async () => {
      await library.rows(sql`
        update copy set status = ${status} where id = (select max(id) from copy where book_id = ${id})`);
      const events = await library.auditOf(async () => {
        const { status: answered, body } = await put({ copies: 0, title: 'Not stored' });
        expect([answered, body.code]).to.deep.equal([409, 'catalogue.copies_in_use']);
        expect(Object.keys(body.errors)).to.deep.equal(['copies']);
      });
      expect(events).to.deep.equal([]);
      expect(await statuses()).to.deep.equal(['available', 'available', status]);
      expect((await library.api.get(`/v1/books/${id}`)).body.title).to.equal('Some book');
      expect((await put({ copies: 1 })).body).to.include({ copies: 1, available_copies: 0 });
      expect(await statuses()).to.deep.equal(['withdrawn', 'withdrawn', status]);
    });
  }

  it('match the count of one of twenty parallel writers', async () => {
    const wishes = Array.from({ length: 20 }, (_, n) => (n % 7) + 1);
    const answers = await Promise.all(wishes.map((wanted) => put({ copies: wanted })));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(200));
    const { body } = await library.api.get(`/v1/books/${id}`);
    expect(body.copies).to.equal(body.available_copies).and.to.be.within(1, 7);
  });
});
