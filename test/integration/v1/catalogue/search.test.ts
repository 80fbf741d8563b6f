import { expect } from 'chai';
import fc from 'fast-check';
import { startLibrary, type Library } from '../../../support/library.js';
import { linksOf } from '../../../support/link.js';

const author = (name: string) => ({ name, role: 'author' }) as const;

/** The catalogue of these tests. The key is the name of a book in a test. */
const shelf = {
  stone: {
    title: "Harry Potter and the Philosopher's Stone",
    contributors: [author('J. K. Rowling'), { name: 'Thomas Taylor', role: 'illustrator' }],
    subjects: ['fantasy', 'school'],
  },
  pottery: { title: 'Pottery for Beginners', contributors: [author('Bernard Clay')] },
  crime: {
    title: 'Crime and Punishment',
    contributors: [author('Fyodor Dostoevsky'), { name: 'Oliver Ready', role: 'translator' }],
    subjects: ['fiction', 'guilt'],
  },
  idiot: { title: 'The Idiot', contributors: [author('Fyodor Dostoevsky')] },
  guilt: { title: 'Guilt', subtitle: 'A history', contributors: [author('A. N. Other')] },
  solitude: { title: 'Cien años de soledad', contributors: [author('Gabriel García Márquez')] },
  russian: { title: 'Преступление и наказание', contributors: [author('Фёдор Достоевский')] },
  catch: { title: 'Catch-22', contributors: [author('Joseph Heller')] },
  etranger: { title: "L'Étranger", contributors: [author('Albert Camus')] },
  csharp: { title: 'C# & C++: a (very) short guide | with: *stars*!', subjects: ['computing'] },
} as const;
type Name = keyof typeof shelf;

describe('GET /v1/books/search', () => {
  let library: Library;
  const names = new Map<number, Name>();

  const get = (query: Record<string, string>) =>
    library.api.get(`/v1/books/search?${new URLSearchParams(query).toString()}`);
  const found = async (q: string): Promise<(Name | undefined)[]> => {
    const { status, body } = await get({ q });
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body as { id: number }[]).map(({ id }) => names.get(id));
  };

  before(async () => {
    library = await startLibrary();
    for (const [name, details] of Object.entries(shelf)) {
      names.set(await library.addBook(details), name as Name);
    }
  });
  after(() => library.stop());

  const cases: [string, string, Name[]][] = [
    ['a word of the title', 'idiot', ['idiot']],
    ['a word of the subtitle', 'history', ['guilt']],
    ['an author', 'rowling', ['stone']],
    ['another contributor', 'oliver ready', ['crime']],
    ['a subject', 'school', ['stone']],
    ['words of title and author together', 'crime dostoevsky', ['crime']],
    ['the same words in the other order', 'dostoevsky crime', ['crime']],
    ['words of the title in any order', 'punishment crime', ['crime']],
    ['words in any case', 'HARRY pOTTER', ['stone']],
    ['words without their accents', 'garcia marquez anos', ['solitude']],
    ['words with their accents', 'García años', ['solitude']],
    ['words with accents they do not have', 'ídiöt', ['idiot']],
    ['words in Cyrillic, in another case', 'ПРЕСТУПЛЕНИЕ достоевский', ['russian']],
    ['a word after an apostrophe', 'etranger', ['etranger']],
    ['both sides of a hyphen', 'catch 22', ['catch']],
    ['misspelt words', 'hary poter', ['stone']],
    ['one misspelt word and one right one', 'dostoyevski crime', ['crime']],
    ['a misspelt word with accents', 'garzia', ['solitude']],
    ['words that no single book has', 'potter dostoevsky', []],
    ['a word without a similar word', 'xqzwvk', []],
    ['a word without a similar word beside a right one', 'crime xqzwvk', []],
  ];
  for (const [what, q, expected] of cases) {
    it(`finds ${expected.length === 0 ? 'nothing' : `"${expected.join('", "')}"`} by ${what}`, async () => {
      expect(await found(q)).to.deep.equal(expected);
    });
  }

  it('ranks a match in the title before one in a subject', async () => {
    expect(await found('guilt')).to.deep.equal(['guilt', 'crime']);
  });

  it('orders equal matches by id', async () => {
    expect(await found('fyodor')).to.deep.equal(['crime', 'idiot']);
  });

  it('corrects no word while the words match exactly', async () => {
    expect(await found('potter')).to.deep.equal(['stone']);
  });

  for (const q of ['!!!', '& | !', '()', "'", '***', ':*', '-', '"', '\\', '%', '😀', '…', "' or 1=1 --"]) {
    it(`finds nothing by ${q}, and does no harm`, async () => {
      expect(await found(q)).to.deep.equal([]);
    });
  }

  for (const q of [
    'crime & punishment',
    'crime | idiot',
    '!crime',
    'cri:*',
    '(crime',
    "crime'",
    'a <-> b \\',
  ]) {
    it(`treats no word of ${q} as an operator`, async () => {
      const { status } = await get({ q });
      expect(status).to.equal(200);
    });
  }

  it('ignores punctuation between the right words', async () => {
    expect(await found('!crime & (punishment:*)')).to.deep.equal(['crime']);
    expect(await found('C# & C++')).to.deep.equal(['csharp']);
  });

  it('answers any text', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.stringMatching(/^[&|!():*'"\\<>\-@/.%_=?+#~]{1,8}$/),
      fc.constantFrom(
        "http://a.b/it's\\?x=1",
        'a@b.c',
        '-12.5e3',
        '/usr/bin',
        '<b>bold</b>',
        '&amp;',
        'poter',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 4 }), async (pieces) => {
        const q = pieces.join(' ');
        const { status } = await get({ q });
        expect(status, q).to.equal(q.trim() === '' || q.includes('\0') ? 400 : 200);
      }),
      { numRuns: 60 },
    );
  });

  for (const query of ['', '?q=', '?q=%20%20', `?q=${'x'.repeat(201)}`, '?q=a&q=b', '?q=%00']) {
    it(`refuses ${query.slice(0, 10) || 'a search without words'}`, async () => {
      const { status, body } = await library.api.get(`/v1/books/search${query}`);
      expect(status).to.equal(400);
      expect(Object.keys(body.errors)).to.deep.equal(['q']);
    });
  }

  it('is paged like a list', async () => {
    const first = await get({ q: 'fyodor', per_page: '1' });
    expect(first.headers.get('x-total-count')).to.equal('2');
    const { next = '', ...others } = linksOf(first);
    expect(others).to.have.all.keys('first', 'last');
    const second = await library.api.get(next);
    expect([...first.body, ...second.body].map(({ id }) => names.get(id))).to.deep.equal(['crime', 'idiot']);
    expect(linksOf(second)).to.have.all.keys('first', 'prev', 'last');
    expect((await get({ q: 'fyodor', per_page: '0' })).status).to.equal(400);
  });

  it('pages the matches of misspelt words too', async () => {
    const { body, headers } = await get({ q: 'dostoyevski', per_page: '1', page: '2' });
    expect(headers.get('x-total-count')).to.equal('2');
    expect(names.get(body[0].id)).to.equal('idiot');
  });

  it('finds a revised book by its new words only', async () => {
    const id = await library.addBook({ title: 'Quokka' });
    expect((await get({ q: 'quokka' })).body).to.have.length(1);
    await library.api.put(`/v1/books/${id}`, { token: library.librarian.token, json: { title: 'Zebra' } });
    expect((await get({ q: 'zebra' })).body).to.have.length(1);
    expect((await get({ q: 'quokka' })).body).to.deep.equal([]);
  });

  it('does not find a deleted book, by its words or by similar words', async () => {
    const id = await library.addBook({ title: 'Wombat' });
    expect((await get({ q: 'wombat' })).body).to.have.length(1);
    await library.api.delete(`/v1/books/${id}`, { token: library.librarian.token });
    expect((await get({ q: 'wombat' })).body).to.deep.equal([]);
    expect((await get({ q: 'wombbat' })).body).to.deep.equal([]);
  });
});
