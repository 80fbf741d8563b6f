import { expect } from 'chai';
import { books } from '../../seeds/content/books.js';
import { freshDatabase } from '../support/postgres.js';
import { ask, askOne } from '../support/seeds.js';

describe('The books of the standard seed', () => {
  let url: string;
  before(async () => (url = await freshDatabase('seeded')));

  it('are the books of the content in its order, each with its copies', async () => {
    const rows = await ask(
      url,
      `select title, isbn, isbn13, (select count(*)::int from copy where book_id = book.id) as copies
       from book order by id`,
    );
    const expected = books.map(({ title, isbn, copies }) => ({
      title,
      isbn,
      isbn13: isbn.replaceAll('-', ''),
      copies,
    }));
    expect(rows).to.deep.equal(expected);
  });

  it('have barcodes counted from C00000001, and leave the next number for the next copy', async () => {
    const rows = await ask<{ barcode: string }>(url, 'select barcode from copy order by id');
    const expected = rows.map((_, index) => `C${String(index + 1).padStart(8, '0')}`);
    expect(rows.map(({ barcode }) => barcode)).to.deep.equal(expected);
    expect(Number(await askOne(url, `select nextval('copy_barcode')`))).to.equal(rows.length + 1);
  });

  it('include a few short-loan copies, each beside copies on standard loan', async () => {
    const rows = await ask(
      url,
      `select count(*) filter (where kind = 'short_loan')::int as short from copy
       group by book_id having bool_or(kind = 'short_loan') and bool_or(kind = 'standard')`,
    );
    expect(rows).to.deep.equal([{ short: 1 }, { short: 1 }, { short: 1 }]);
  });

  it('are found by every word of their titles', async () => {
    const found = await askOne(
      url,
      `select count(*)::int from book where document @@ catalogue_query_of(catalogue_text(title))`,
    );
    expect(found).to.equal(books.length);
  });
});
