import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../../support/library.js';
import { linksOf } from '../../../support/link.js';
import type { Answer } from '../../../support/api-client.js';

interface Hit {
  readonly book: { readonly id: string; readonly title: string };
  readonly score: number;
}

const by = (name: string) => [{ name, role: 'author' as const }];

describe('The search of /v2', () => {
  let library: Library;

  before(async () => {
    library = await startLibrary();
    const crime = { subjects: ['Crime', 'fiction'], language: 'en' };
    await library.addBook({
      ...crime,
      title: 'Crime and Punishment',
      contributors: by('Fyodor Dostoevsky'),
      year: 1866,
    });
    await library.addBook(
      { ...crime, title: 'The Idiot', contributors: by('Fyodor Dostoevsky'), year: 1869 },
      0,
    );
    await library.addBook({
      title: 'Schuld und Sühne',
      contributors: by('Fjodor Dostojewski'),
      language: 'de',
      year: 1889,
    });
    await library.addBook({
      title: '<b>Bold</b> & "brave"',
      contributors: by("O'Brien <x>"),
      subjects: ['crime'],
    });
    await library.addBook({ title: 'Marks \u0002of\u0003 a reader', year: -44 });
    for (let at = 0; at < 45; at++) {
      const subjects = [`topic ${String(at % 25).padStart(2, '0')}`, 'series'];
      await library.addBook({ title: `Volume ${at}`, subjects, year: 1_900 + at * 2, language: 'fr' });
    }
  });
  after(() => library.stop());

  const search = (query: string) => library.api.get(`/v2/search?${query}`);
  const titles = ({ body }: Answer) => (body.data as Hit[]).map(({ book }) => book.title);

  it('returns the books that have all the words, best match first', async () => {
    const answer = await search('q=crime');
    expect(titles(answer)[0]).to.equal('Crime and Punishment');
    expect(titles(answer)).to.have.members(['Crime and Punishment', 'The Idiot', '<b>Bold</b> & "brave"']);
    const scores = (answer.body.data as Hit[]).map(({ score }) => score);
    expect(scores).to.deep.equal(scores.toSorted((a, b) => b - a));
    expect(titles(await search('q=crime dostoevsky idiot'))).to.deep.equal(['The Idiot']);
    expect(titles(await search('q=SUHNE'))).to.deep.equal(['Schuld und Sühne']);
  });

  it('highlights the matches, in any case and with any accents', async () => {
    const [crime] = (await search('q=crime punishment')).body.data;
    expect(crime.highlights).to.deep.equal({
      title: '<mark>Crime</mark> and <mark>Punishment</mark>',
      subjects: ['<mark>Crime</mark>'],
    });
    const [author] = (await search('q=fyodor idiot')).body.data;
    expect(author.highlights.contributors).to.deep.equal(['<mark>Fyodor</mark> Dostoevsky']);
    const [german] = (await search('q=suhne')).body.data;
    expect(german.highlights.title).to.equal('Schuld und <mark>Sühne</mark>');
  });

  it('escapes text that looks like a highlight', async () => {
    const [bold] = (await search('q=brave brien')).body.data;
    expect(bold.highlights.title).to.equal('&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;<mark>brave</mark>&quot;');
    expect(bold.highlights.contributors).to.deep.equal(['O&#39;<mark>Brien</mark> &lt;x&gt;']);
    const [marks] = (await search('q=reader')).body.data;
    expect(marks.highlights.title).to.equal('Marks of a <mark>reader</mark>');
    expect(marks.book.title).to.equal('Marks \u0002of\u0003 a reader');
  });

  it('counts values over all hits, twenty values at most', async () => {
    const { facets } = (await search('q=crime&limit=1')).body;
    expect(facets).to.deep.equal({
      subject: [
        { value: 'Crime', count: 3 },
        { value: 'fiction', count: 2 },
      ].map((each) => ({ ...each, value: each.value === 'Crime' ? facets.subject[0].value : each.value })),
      language: [{ value: 'en', count: 2 }],
      decade: [{ value: '1860', count: 2 }],
      availability: [
        { value: 'available', count: 2 },
        { value: 'unavailable', count: 1 },
      ],
    });
    expect(facets.subject[0].value.toLowerCase()).to.equal('crime');
    const series = (await search('q=series')).body.facets;
    expect(series.subject).to.have.lengthOf(20);
    expect(series.subject[0]).to.deep.equal({ value: 'series', count: 45 });
    expect((await search('q=reader')).body.facets.decade).to.deep.equal([{ value: '-50', count: 1 }]);
  });

  const narrowings = {
    'q=crime&language=EN': 2,
    'q=crime&language=eng': 2,
    'q=crime&language=de': 0,
    'q=crime&subject=FICTION': 2,
    'q=crime&available=true': 2,
    'q=crime&available=false': 1,
    'q=crime&yearFrom=1867': 1,
    'q=crime&yearFrom=1860&yearTo=1866': 1,
  };
  for (const [query, count] of Object.entries(narrowings)) {
    it(`finds ${count} by ${query}, and suggests nothing`, async () => {
      const { body } = await search(query);
      expect(body.data).to.have.lengthOf(count);
      expect(body.didYouMean).to.equal(null);
    });
  }

  it('replaces unknown words with the most similar ones, and reports it', async () => {
    const answer = await search('q=punishmnet dostoyevsky crime');
    expect(answer.body.didYouMean).to.equal('punishment dostoevsky crime');
    expect(titles(answer)).to.deep.equal(['Crime and Punishment']);
  });

  for (const q of ['qqqqqqq', 'punishment idiot', '---', "'); drop table book", ':*|&!']) {
    it(`finds nothing by ${q}, and suggests nothing`, async () => {
      const { status, body } = await search(`q=${encodeURIComponent(q)}`);
      expect(status).to.equal(200);
      expect([body.data, body.didYouMean, body.page.nextCursor]).to.deep.equal([[], null, null]);
    });
  }

  for (const q of ['series', 'seriez']) {
    it(`returns every hit of ${q} once, from page to page`, async () => {
      const hits: Hit[] = [];
      let path: string | undefined = `/v2/search?q=${q}&limit=10`;
      while (path !== undefined) {
        const answer: Answer = await library.api.get(path);
        expect(answer.body.didYouMean).to.equal(q === 'series' ? null : 'series');
        expect(answer.body.facets.language).to.deep.equal([{ value: 'fr', count: 45 }]);
        hits.push(...(answer.body.data as Hit[]));
        path = linksOf(answer)['next'];
      }
      expect(hits).to.deep.equal((await search(`q=${q}&limit=200`)).body.data);
      expect(new Set(hits.map(({ book }) => book.id)).size).to.equal(45);
    });
  }

  it('continues with its corrected words, even when a new book has the original ones', async () => {
    const begun = await search('q=volumme&limit=40');
    await library.addBook({ title: 'Volumme' });
    const next = await library.api.get(linksOf(begun)['next'] ?? '');
    expect([next.body.didYouMean, next.body.data.length]).to.deep.equal(['volume', 5]);
  });

  it('counts a book once for a subject that it has in two spellings', async () => {
    await library.addBook({ title: 'Twofold', subjects: ['Onions', 'onions', 'ONIONS'] });
    const { subject } = (await search('q=twofold')).body.facets;
    expect(subject.map(({ count }: { count: number }) => count)).to.deep.equal([1]);
  });

  it('counts over all hits on a page without hits, too', async () => {
    for (const title of ['Quixotic one', 'Quixotic two', 'Quixotic three'])
      await library.addBook({ title, language: 'es' });
    const first = await search('q=quixotic&limit=2');
    await library.rows(sql`update book set withdrawn_at = now() where title = 'Quixotic three'`);
    const { data, facets } = (await library.api.get(linksOf(first)['next'] ?? '')).body;
    expect(data).to.deep.equal([]);
    expect(facets.language).to.deep.equal([{ value: 'es', count: 2 }]);
  });

  it('refuses a cursor of another query, and a query without words', async () => {
    const { nextCursor } = (await search('q=series&limit=1')).body.page;
    expect((await search(`q=volume&cursor=${nextCursor}`)).body.code).to.equal('request.cursor_invalid');
    for (const query of ['', 'q=', 'q=%20', 'q=x&limit=201', 'q=x&genre=y', 'q=a%00b']) {
      expect((await search(query)).status, query).to.equal(400);
    }
  });
});
