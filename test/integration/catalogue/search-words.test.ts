import { expect } from 'chai';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../support/library.js';
import { withClient } from '../migrations/with-client.js';

const by = (name: string) => [{ name, role: 'author' as const }];

/** Title, author, and texts that find the book. */
const shelf: readonly (readonly [title: string, author: string, ...queries: string[]])[] = [
  ['Either/Or: scenes', 'Mia Berg', 'either or', 'Either/Or', 'EITHER-OR scenes'],
  ['Catch-22 & others', 'Mia Berg', 'catch 22', 'catch-22', 'others catch 22'],
  ['COVID-19 diary', 'Mia Berg', 'covid 19', 'covid-19'],
  ['Quiet Orchard', 'M.R.Berg', 'berg quiet orchard', 'm. r. berg', 'mr berg quiet', 'M R Berg orchard'],
  ['The Two Rivers', 'J R R Olafson', 'jrr olafson', 'j.r.r. olafson', 'J.R.R.Olafson'],
  ['Three Rivers', 'JRR Olafsen', 'j. r. r. olafsen', 'j r r olafsen', 'jrr olafsen'],
  ['Learning node.js', 'Mia Berg', 'node js', 'node.js'],
  ['On/Off', 'Mia Berg', 'off', 'on off'],
  ['24/7', 'Mia Berg', '24 7', '24/7'],
  ['11/22/63: a day', 'Mia Berg', '11 22 63', '11/22/63'],
  ['Using <canvas> well', 'Mia Berg', 'canvas', '<canvas>'],
  ['Vol.2 of the set', 'Mia Berg', 'vol 2', 'vol.2'],
  ['傭兵と小説家', 'Mia Berg', '傭兵', '小説家', '兵と小', '家'],
  ['ハリー・ポルタ', 'Mia Berg', 'ハリーポルタ', 'ﾊﾘｰ', 'ポルタ'],
  ['나는 대한민국', 'Mia Berg', '민국', '대한 민국', '나는'],
  ['ภาษาไทยง่าย', 'Mia Berg', 'ไทย', 'ภาษา'],
  ['Τα έπη του Ομήρου', 'Όμηρος', 'ΟΜΗΡΟΣ', 'ομηρος', 'ΤΑ ΕΠΗ'],
  ['کتاب علی', 'ميا', 'كتاب علي', 'میا'],
  ['Jahr ١٤٠٢', 'Mia Berg', 'jahr 1402', 'jahr ۱۴۰۲'],
  ['ＷＩＤＥ letters', 'Mia Berg', 'wide', 'ｗｉｄｅ'],
  ['Hawaiʻi by sea', 'Mia Berg', "hawai'i sea", 'hawaii sea', 'hawai’i sea', 'hawai i sea'],
  ['Rivers end', 'Pat O’Malley', "o'malley", 'omalley', 'o malley', 'OʼMALLEY'],
  ["L'Étranger again", 'Mia Berg', 'etranger again', 'l’etranger', 'letranger'],
  ['می‌خواهم', 'Mia Berg', 'می خواهم', 'میخواهم'],
  ['Große Straßen', 'Mia Berg', 'grosse strassen', 'GROSSE STRASSEN', 'GROẞE'],
];

describe('The words of the search', () => {
  let library: Library;
  const ids = new Map<string, number>();
  before(async () => {
    library = await startLibrary();
    for (const [title, author] of shelf)
      ids.set(title, await library.addBook({ title, contributors: by(author) }));
  });
  after(() => library.stop());

  const search = async (q: string) => {
    const [one, two] = await Promise.all([
      library.api.get(`/v1/books/search?q=${encodeURIComponent(q)}&per_page=100`),
      library.api.get(`/v2/search?q=${encodeURIComponent(q)}`),
    ]);
    expect([one.status, two.status], q).to.deep.equal([200, 200]);
    return {
      v1: (one.body as { title: string }[]).map(({ title }) => title),
      v2: (two.body.data as { book: { title: string } }[]).map(({ book }) => book.title),
      didYouMean: two.body.didYouMean as string | null,
      highlights: two.body.data[0]?.highlights as Record<string, unknown>,
    };
  };

  for (const [title, , ...queries] of shelf)
    for (const q of queries)
      it(`find ${title} by ${q}, without a correction`, async () => {
        const found = await search(q);
        expect(found.v1).to.include(title);
        expect(found.v2).to.include(title);
        expect(found.didYouMean).to.equal(null);
      });

  const marks: readonly (readonly [q: string, field: string, marked: unknown])[] = [
    ['jrr olafson', 'contributors', ['<mark>J R R</mark> <mark>Olafson</mark>']],
    ['omalley', 'contributors', ['Pat <mark>O’Malley</mark>']],
    ['malley', 'contributors', ['Pat O’<mark>Malley</mark>']],
    ['小説家', 'title', '傭兵と<mark>小説家</mark>'],
    ['ﾊﾘｰ', 'title', '<mark>ハリー</mark>・ポルタ'],
    ['민국', 'title', '나는 대한<mark>민국</mark>'],
    ['ΟΜΗΡΟΣ', 'contributors', ['<mark>Όμηρος</mark>']],
    ['hawaii', 'title', '<mark>Hawaiʻi</mark> by sea'],
    ['off', 'title', 'On/<mark>Off</mark>'],
    ['strassen', 'title', 'Große <mark>Straßen</mark>'],
    ['كتاب', 'title', '<mark>کتاب</mark> علی'],
  ];
  for (const [q, field, marked] of marks)
    it(`mark what ${q} found`, async () => {
      expect((await search(q)).highlights[field]).to.deep.equal(marked);
    });

  it('find a book first by its ISBN in any form, its barcode and its call number', async () => {
    const id = await library.addBook({ title: 'Named exactly' }, 0);
    const other = { title: 'X1002 Qa 76.73 0140449132', contributors: by('Mia Berg') };
    await library.addBook(other);
    const now = new Date();
    await library.rows(sql`
      update book set isbn = '9780140449136', isbn13 = '9780140449136' where id = ${id}`);
    await library.rows(sql`
      insert into copy (book_id, barcode, kind, status, call_number, revision, created_at)
      values (${id}, 'X1002', 'standard', 'available', 'QA 76.73 .J38', 1, ${now})`);
    const exact = [
      '9780140449136',
      '978-0-14-044913-6',
      '0140449132',
      '0-14-044913-2',
      'ISBN 0140449132',
      '[0140449132]',
      '\t9780140449136\r\n',
      'x1002',
      'X1002\r\n',
      '\tX1002',
      'QA 76.73 .J38',
      'qa 76.73.j38',
      'qa 76 73 j38',
    ];
    for (const q of exact) {
      const { v1, v2, didYouMean } = await search(q);
      expect([v1[0], v2[0], didYouMean], q).to.deep.equal(['Named exactly', 'Named exactly', null]);
    }
  });

  it('find a whole title before titles that only contain it', async () => {
    for (const title of ['River, river and river', 'The river', 'River']) await library.addBook({ title });
    expect((await search('river')).v2[0]).to.equal('River');
    expect((await search('THE RIVER!')).v1[0]).to.equal('The river');
  });

  for (const [title, words, isFound] of [
    ["l'été中国", "l'été中国", true],
    ['lété中国', "l'été中国", true],
    ["rock'n'roll中国", "rock'n'roll中国", true],
    ["中'国'", '中国', true],
    ['中国', "中'国", true],
    ['中文国家', "中'国", false],
  ] as const)
    it(`${isFound ? 'find' : 'do not find'} ${title} by ${words}`, async () => {
      const [row] = await library.rows<{ found: boolean }>(sql`
        select catalogue_document(${title}, null, '[]', '{}') @@ catalogue_query_of(catalogue_text(${words})) as found`);
      expect(row?.found).to.equal(isFound);
    });

  it('are found in every title by themselves, whatever Unicode they are', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(' ', '-', '/', '.', ': ', "'", '’'),
        async (words, between) => {
          const title = words.join(between);
          const [row] = await library.rows<{ found: boolean | null; again: boolean }>(sql`
          select catalogue_document(${title}, null, '[]', '{}') @@ catalogue_query_of(catalogue_text(${title})) as found,
                 catalogue_text(catalogue_text(${title})) = catalogue_text(${title}) as again`);
          expect(row?.found, title).to.not.equal(false);
          // Each of these two contains an apostrophe that only a second normalisation makes a plain one.
          if (!/[ŉẚ]/.test(title)) expect(row?.again, title).to.equal(true);
        },
      ),
      {
        numRuns: 300,
        examples: [
          [["0'ꓐ一"], ' '],
          [['ŉ boek ẚ'], ' '],
          [["l'été中国", "'中'国"], '-'],
        ],
      },
    );
  });

  it('keep letters, marks, digits and apostrophes of all Unicode, and nothing else', async () => {
    const rows = await withClient(library.databaseUrl, async (client) => {
      const all = await client.query<{ code: number; text: string }>(
        `select code, catalogue_text('x' || chr(code) || 'x') as text
         from generate_series(1, 65535) as code where code not between 55296 and 57343`,
      );
      return all.rows;
    });
    const wrong = rows.filter(({ code, text }) => {
      const given = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Co}\p{L}\p{M}\p{N}]|[\p{Cf}'’‘‛′`´՚׳᾽᾿῾＇]/u.test(given)) return false;
      return text !== 'x x';
    });
    expect(wrong.map(({ code }) => code.toString(16))).to.deep.equal([]);
    // A sign that only changes the letter before it has no letter of its own.
    const isLetter = (given: string) =>
      /[\p{L}\p{N}]/u.test(given) &&
      !/\p{Lm}/u.test(given) &&
      given.normalize('NFKD').replaceAll(/[\p{M}\p{Lm}\s]/gu, '') !== '';
    const lost = rows.filter(
      ({ code, text }) => isLetter(String.fromCodePoint(code)) && /^x? ?x$/.test(text),
    );
    expect(lost.map(({ code }) => code.toString(16))).to.deep.equal([]);
  });
});
