import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../../support/library.js';

const author = (name: string) => ({ name, role: 'author' }) as const;

/** The catalogue of these tests. The key is the name of a book in a test. */
const shelf = {
  solitude: {
    title: 'Cien años de soledad',
    contributors: [author('Gabriel García Márquez'), { name: 'Carlos Fuentes', role: 'editor' }],
    isbn: '978-0-306-40615-7',
    subjects: ['Fiction', 'Magical Realism'],
    year: 1967,
  },
  iliad: { title: 'Ἰλιάς', contributors: [author('Homer')], subjects: ['epic'], year: -750 },
  crime: {
    title: 'Преступление и наказание',
    contributors: [author('Фёдор Достоевский')],
    subjects: ['fiction'],
    year: 1866,
  },
  etranger: { title: "L'Étranger", contributors: [author('Albert Camus')], isbn: '080442957X', year: 1942 },
  percent: { title: '100% Wool_Knitting \\ Purling', subjects: ['crafts'], year: 0 },
  plain: { title: '100 Wool Knitting' },
  strasse: { title: 'Die große Straße', contributors: [author('ÆRØ Łukasz')], year: 1999 },
} as const;
type Name = keyof typeof shelf;

describe('The filters of GET /v1/books', () => {
  let library: Library;
  const names = new Map<number, Name>();

  const found = async (query: Record<string, string>): Promise<Name[]> => {
    const { status, body } = await library.api.get(`/v1/books?${new URLSearchParams(query).toString()}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body as { id: number }[]).map(({ id }) => names.get(id) as Name).toSorted();
  };

  before(async () => {
    library = await startLibrary();
    for (const [name, details] of Object.entries(shelf)) {
      names.set(await library.addBook(details, 1), name as Name);
    }
    const unavailable = new Set<Name>(['iliad', 'crime']);
    for (const [id, name] of names) {
      if (unavailable.has(name))
        await library.rows(sql`update copy set status = 'in_repair' where book_id = ${id}`);
    }
    await library.rows(sql`delete from copy
      where book_id = (select id from book where title = ${shelf.plain.title})`);
  });
  after(() => library.stop());

  const cases: [string, Record<string, string>, Name[]][] = [
    ['a part of the title', { title: 'soledad' }, ['solitude']],
    ['a part from the middle of a word of the title', { title: 'oleda' }, ['solitude']],
    ['a title without its case and accents', { title: 'CIEN ANOS' }, ['solitude']],
    ['a title with accents that it does not have', { title: 'wóól knîtting' }, ['plain']],
    ['a title with its accents as separate characters', { title: 'an\u0303os' }, ['solitude']],
    ['a title in Cyrillic, in the other case', { title: 'ПРЕСТУПЛЕНИЕ' }, ['crime']],
    ['a title in Greek, without its breathing mark', { title: 'ιλιας' }, ['iliad']],
    ['a title with letters that fold to two letters', { title: 'grosse strasse' }, ['strasse']],
    ['a title with an apostrophe', { title: "l'etr" }, ['etranger']],
    ['a title with its words in the wrong order', { title: 'soledad cien' }, []],
    ['an author without case and accents', { author: 'garcia marquez' }, ['solitude']],
    ['an author with all accents', { author: 'García Márquez' }, ['solitude']],
    ['an author in Cyrillic', { author: 'достоевский' }, ['crime']],
    ['an author whose letters have a stroke instead of an accent', { author: 'aero luk' }, ['strasse']],
    ['another contributor', { author: 'fuentes' }, ['solitude']],
    ['an ISBN of thirteen digits', { isbn: '9780306406157' }, ['solitude']],
    ['an ISBN with hyphens', { isbn: '978-0-306-40615-7' }, ['solitude']],
    ['the ISBN of ten digits of the same book', { isbn: '0-306-40615-2' }, ['solitude']],
    ['the ISBN of thirteen digits of a book known by ten', { isbn: '9780804429573' }, ['etranger']],
    ['an ISBN with a small x', { isbn: '080442957x' }, ['etranger']],
    ['an ISBN with a wrong check digit', { isbn: '9780306406158' }, []],
    ['a part of an ISBN', { isbn: '97803064' }, []],
    ['a genre in another case', { genre: 'FICTION' }, ['crime', 'solitude']],
    ['a genre that is not the first of the book', { genre: 'magical realism' }, ['solitude']],
    ['a part of a genre', { genre: 'fict' }, []],
    ['a first year', { year_from: '1942' }, ['etranger', 'solitude', 'strasse']],
    ['a last year', { year_to: '1866' }, ['crime', 'iliad', 'percent']],
    ['years before the common era', { year_from: '-800', year_to: '-700' }, ['iliad']],
    ['the year 0', { year_from: '0', year_to: '0' }, ['percent']],
    ['years in the wrong order', { year_from: '2000', year_to: '1900' }, []],
    ['a free copy', { available: 'true' }, ['etranger', 'percent', 'solitude', 'strasse']],
    ['no free copy, or none at all', { available: 'false' }, ['crime', 'iliad', 'plain']],
    ['a percent sign', { title: '100%' }, ['percent']],
    ['an underscore', { title: 'wool_k' }, ['percent']],
    ['a backslash', { title: '\\' }, ['percent']],
    ['a backslash before a percent sign', { title: '\\%' }, []],
    ['a percent sign of full width, which folds to the plain one', { title: '１００％' }, ['percent']],
    ['an underscore of full width', { title: 'wool＿' }, ['percent']],
    ['an attempted SQL injection', { title: "' or true --" }, []],
    ['author and title', { author: 'camus', title: 'etranger' }, ['etranger']],
    ['an author and the title of another', { author: 'homer', title: 'etranger' }, []],
    ['genre, year and a free copy', { genre: 'fiction', year_from: '1800', available: 'true' }, ['solitude']],
    [
      'all of them together',
      {
        title: 'cien',
        author: 'marquez',
        isbn: '0306406152',
        genre: 'fiction',
        year_from: '1967',
        year_to: '1967',
        available: 'true',
      },
      ['solitude'],
    ],
  ];
  for (const [what, query, expected] of cases) {
    it(`find ${expected.length === 0 ? 'nothing' : `"${expected.join('", "')}"`} by ${what}`, async () => {
      expect(await found(query)).to.deep.equal(expected);
    });
  }

  it('count the matches only', async () => {
    const { headers } = await library.api.get('/v1/books?genre=fiction&per_page=1');
    expect(headers.get('x-total-count')).to.equal('2');
  });

  for (const query of [
    'title=',
    'title=%20',
    `title=${'x'.repeat(201)}`,
    'title=%00',
    'title=a&title=b',
    'author=',
    'isbn=',
    'genre=',
    'year_from=old',
    'year_from=1900.5',
    'year_from=',
    'year_from=0x10',
    'year_from=-9999',
    'year_to=99999999999',
    'year_to=1&year_to=2',
    'available=yes',
    'available=',
    'available=1',
  ]) {
    it(`refuse ${query.slice(0, 20)} and name the invalid filter`, async () => {
      const { status, body } = await library.api.get(`/v1/books?${query}`);
      expect(status).to.equal(400);
      expect(Object.keys(body.errors)).to.deep.equal([query.split('=')[0]]);
    });
  }

  it('are refused together, with all faults', async () => {
    const { body } = await library.api.get(
      '/v1/books?year_from=x&year_to=y&available=z&sort=w&title=&page=0',
    );
    expect(Object.keys(body.errors)).to.have.members([
      'year_from',
      'year_to',
      'available',
      'sort',
      'title',
      'page',
    ]);
  });

  it('ignore unknown parameters', async () => {
    const { status, body } = await library.api.get('/v1/books?colour=green&__proto__=1&constructor=2');
    expect(status).to.equal(200);
    expect(body).to.have.length(Object.keys(shelf).length);
  });

  it('never match a deleted book', async () => {
    const id = await library.addBook({ title: 'Withdrawn', subjects: ['gone'], year: 1234 });
    expect((await library.api.get('/v1/books?genre=gone')).body).to.have.length(1);
    await library.api.delete(`/v1/books/${id}`, { token: library.librarian.token });
    for (const query of ['title=withdrawn', 'genre=gone', 'year_from=1234&year_to=1234']) {
      expect((await library.api.get(`/v1/books?${query}`)).body, query).to.deep.equal([]);
    }
  });
});
