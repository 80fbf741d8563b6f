import { expect } from 'chai';
import { inEnglish } from '../../../src/domain/kernel/sentence.js';
import { BookService } from '../../../src/application/catalogue/book-service.js';
import { ImportDesk, totals } from './import-desk.js';

const emma = {
  title: 'Emma',
  contributors: 'Jane Austen',
  isbn: '0141439580',
  year: '1815',
  language: 'eng',
};
const persuasion = { title: 'Persuasion', contributors: 'Jane Austen', isbn: '', year: '1817', language: '' };

describe('An import', () => {
  let desk: ImportDesk;
  beforeEach(async () => {
    desk = await ImportDesk.open();
  });
  afterEach(() => desk.close());

  it('creates a book with its copies, and one event per book', async () => {
    const told = await desk.takeIn([emma, persuasion], { copies: 2 });
    expect(told.map(({ line, outcome, isbn13, title }) => [line, outcome, isbn13, title])).to.deep.equal([
      [2, 'created', '9780141439587', 'Emma'],
      [3, 'created', null, 'Persuasion'],
    ]);
    expect(
      await desk.rows('select title, contributors, isbn, isbn13, year, language from book order by id'),
    ).to.deep.equal([
      {
        title: 'Emma',
        contributors: [{ name: 'Jane Austen', role: 'author' }],
        isbn: '0141439580',
        isbn13: '9780141439587',
        year: 1815,
        language: 'en',
      },
      {
        title: 'Persuasion',
        contributors: [{ name: 'Jane Austen', role: 'author' }],
        isbn: null,
        isbn13: null,
        year: 1817,
        language: null,
      },
    ]);
    const ids = told.map(({ bookId }) => bookId);
    expect(
      await desk.rows(
        `select book_id::int, count(*)::int, count(distinct barcode)::int as barcodes, min(status) as status
         from copy group by book_id order by book_id`,
      ),
    ).to.deep.equal(ids.map((book_id) => ({ book_id, count: 2, barcodes: 2, status: 'available' })));
    expect(
      await desk.rows(`select action, subject_id::int, actor_role, details from audit_event order by id`),
    ).to.deep.equal(
      ids.map((subject_id) => ({
        action: 'catalogue.book_added',
        subject_id,
        actor_role: 'system',
        details: { copies: 2 },
      })),
    );
  });

  it('skips every row that is already stored, and writes nothing', async () => {
    await desk.takeIn([emma, persuasion]);
    const before = await desk.everything();
    const told = await desk.takeIn([emma, persuasion]);
    expect(totals(told)).to.deep.equal({ skipped: 2 });
    expect(await desk.everything()).to.deep.equal(before);
  });

  it('updates the fields that have a value and differ, and makes no copies', async () => {
    const [created] = await desk.takeIn([emma]);
    const told = await desk.takeIn([
      { ...emma, title: 'Emma: A Novel', year: '', language: '', publisher: 'Penguin' },
    ]);
    expect(told).to.deep.equal([
      {
        ...created,
        outcome: 'updated',
        reasons: [{ message: 'Changed: {{fields}}.', parameters: { fields: ['title', 'publisher'] } }],
        title: 'Emma: A Novel',
        copies: 0,
      },
    ]);
    expect(await desk.rows('select title, publisher, year, language, revision from book')).to.deep.equal([
      { title: 'Emma: A Novel', publisher: 'Penguin', year: 1815, language: 'en', revision: 2 },
    ]);
    expect(await desk.count('copy')).to.equal(1);
    expect(
      await desk.rows(`select details from audit_event where action = 'catalogue.book_revised'`),
    ).to.deep.equal([{ details: { changed: ['title', 'publisher'] } }]);
  });

  it('treats the same ISBN in another form as unchanged', async () => {
    await desk.takeIn([emma]);
    expect(totals(await desk.takeIn([{ ...emma, isbn: '978-0-14-143958-7' }]))).to.deep.equal({ skipped: 1 });
    expect(await desk.rows('select isbn from book')).to.deep.equal([{ isbn: '0141439580' }]);
  });

  it('keeps the roles of contributors, which a file does not contain', async () => {
    const [created] = await desk.takeIn([{ ...emma, contributors: 'Jane Austen, Fiona Stafford' }]);
    const contributors = [
      { name: 'Jane Austen', role: 'author' },
      { name: 'Fiona Stafford', role: 'editor' },
    ] as const;
    await desk.service.container.resolve(BookService).revise(created?.bookId ?? 0, () => ({ contributors }));
    const again = await desk.takeIn([{ ...emma, contributors: 'Jane Austen, Fiona Stafford' }]);
    expect(totals(again)).to.deep.equal({ skipped: 1 });
    expect(await desk.rows('select contributors from book')).to.deep.equal([{ contributors }]);
  });

  it('matches a book without an ISBN by title, contributors and year, ignoring case and accents', async () => {
    const [first] = await desk.takeIn([
      { title: 'Les Misérables', contributors: 'Victor Hugo', year: '1862' },
    ]);
    const told = await desk.takeIn([
      { title: 'LES MISERABLES', contributors: 'Víctor Hugo', year: '1862.0' },
      { title: 'Les Misérables', contributors: 'Victor Hugo', year: '1863' },
      { title: 'Les Misérables', contributors: 'Victor Hugo' },
      { title: 'Les Misérables', year: '1862' },
    ]);
    expect(told.map(({ outcome }) => outcome)).to.deep.equal(['updated', 'created', 'created', 'created']);
    expect(told[0]?.bookId).to.equal(first?.bookId);
  });

  it('adds an ISBN to a book that had none, and keeps two editions apart', async () => {
    const work = { title: 'Emma', contributors: 'Jane Austen', year: '1815' };
    const told = await desk.takeIn([
      work,
      { ...work, isbn: '0141439580' },
      { ...work, isbn: '0192833553' },
      { ...work, isbn: 'unknown' },
    ]);
    expect(told.map(({ outcome, reasons }) => [outcome, ...reasons.map(inEnglish)])).to.deep.equal([
      ['created'],
      ['updated', 'Changed: isbn.'],
      ['created'],
      ['skipped', 'The library has this book already.'],
    ]);
    expect(await desk.rows('select isbn13 from book order by id')).to.deep.equal([
      { isbn13: '9780141439587' },
      { isbn13: '9780192833556' },
    ]);
  });

  it('does not restore a deleted book', async () => {
    const [created] = await desk.takeIn([emma]);
    await desk.service.container.resolve(BookService).withdraw(created?.bookId ?? 0);
    expect(totals(await desk.takeIn([emma]))).to.deep.equal({ created: 1 });
  });

  it('stores the other rows of a batch when one row is not a valid book', async () => {
    const told = await desk.takeIn([emma, { title: '' }, { title: 'Torn\0' }, persuasion]);
    expect(told.map(({ line, outcome }) => [line, outcome])).to.deep.equal([
      [2, 'created'],
      [3, 'error'],
      [4, 'error'],
      [5, 'created'],
    ]);
    expect(await desk.count('book')).to.equal(2);
  });

  it('stores text of any script up to its limits', async () => {
    const random = (length: number) =>
      String.fromCodePoint(...Array.from({ length }, () => 0x4e00 + Math.floor(Math.random() * 20_000)));
    const long = {
      title: random(1_000),
      subtitle: random(1_000),
      contributors: Array.from({ length: 100 }, () => random(500)).join(';'),
      publisher: random(200),
      subjects: Array.from({ length: 100 }, () => random(200)).join(';'),
      description: random(10_000),
    };
    expect(totals(await desk.takeIn([long, { ...long, title: 'x'.repeat(1_000) }]))).to.deep.equal({
      created: 2,
    });
    expect(totals(await desk.takeIn([long]))).to.deep.equal({ skipped: 1 });
  });
});
