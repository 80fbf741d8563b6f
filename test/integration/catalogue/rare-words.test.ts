import { expect } from 'chai';
import sql from 'sql-template-tag';
import { BookQueries } from '../../../src/application/catalogue/book-queries.js';
import { CatalogueSearch } from '../../../src/application/catalogue/search/catalogue-search.js';
import { Spelling } from '../../../src/infrastructure/catalogue/search/spelling.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library } from '../../support/library.js';
import { withClient } from '../migrations/with-client.js';

/** Texts with frequent and rare words, in every form that the index knows. */
const searches = [
  'the heron',
  'heron the of',
  'the of',
  'heron',
  'the nothing',
  'the hreon',
  "the o'connor",
  'the j r tolkien',
  'the 中国 heron',
  'the the heron heron',
  'THE Herön!',
  '"the" & heron | of',
  "the heron's ' ''",
  '!!!',
];

describe('The rare words of a search', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
    await library.rows(sql`
      insert into book (title, contributors, revision, created_at, updated_at, withdrawn_at)
      select 'The ' || (array['heron', 'lamp of', 'heron of', '中国', 'O''Connor', 'J. R. Tolkien', 'tern'])[1 + n % 7] || ' ' || n,
             '[{"name": "Ada Heron", "role": "author"}]', 1, now(), now(), case when n % 10 = 0 then now() end
      from generate_series(1, 300) as n where n % 7 > 0 or n < 30`);
  });
  after(() => library.stop());

  const rareOf = async (words: string) =>
    (await library.service.container.resolve(Spelling).read(words)).rare;
  /** Of both majors. */
  const answersOf = async (words: string): Promise<unknown[]> => [
    await library.service.container
      .resolve<BookQueries>(BookQueries)
      .search(words, { offset: 20, limit: 40 }),
    await library.service.container.resolve<CatalogueSearch>(CatalogueSearch).search({ words, limit: 50 }),
  ];
  const weigh = async (shares: Readonly<Record<string, number>>) => {
    await library.rows(sql`delete from catalogue_word_share`);
    await library.rows(sql`
      insert into catalogue_word_share select key, value::real from jsonb_each_text(${JSON.stringify(shares)}::jsonb)`);
  };

  it('are unknown until the words are weighed', async () => {
    await weigh({});
    expect(await rareOf('the heron')).to.equal(null);
  });

  it('are weighed by the job, from the books', async () => {
    await runJob(library.service, 'catalogue.weigh_words');
    const shares = await library.rows<{ word: string; share: number }>(sql`
      select word, share from catalogue_word_share where word in ('the', 'of', 'ada', '297') order by word`);
    expect(shares.map(({ word }) => word)).to.deep.equal(['ada', 'of', 'the']);
    const [counted] = await library.rows<{ share: number }>(sql`
      select (count(*) filter (where title like '% of %'))::float8 / count(*) as share from book`);
    expect(shares[0]?.share).to.equal(1);
    expect(shares[1]?.share).to.be.closeTo(counted?.share ?? 0, 0.001);
    await runJob(library.service, 'catalogue.weigh_words');
  });

  it('are all but those that are 800 times as frequent as the rarest', async () => {
    await weigh({ the: 0.9, of: 0.4, lamp: 0.0005, heron: 0.001 });
    expect(await rareOf('the lamp')).to.equal(`'lamp'`);
    expect(await rareOf('the of lamp tern heron')).to.equal(`'lamp' & 'tern' & 'heron'`);
    expect(await rareOf('of heron tern')).to.equal(`'heron' & 'tern'`);
    expect(await rareOf('heron lamp')).to.equal(null);
    expect(await rareOf('the of')).to.equal(null);
    expect(await rareOf('the')).to.equal(null);
    expect(await rareOf('')).to.equal(null);
    expect(await rareOf("the o'connor")).to.equal(null);
  });

  for (const search of searches)
    it(`find the same books in the same order: ${search}`, async () => {
      await weigh({});
      const together = await answersOf(search);
      await weigh({ the: 0.9, of: 0.8, least: 0.0001 });
      expect(await answersOf(search)).to.deep.equal(together);
    });

  it('find the same books when a word has become far more frequent since it was weighed', async () => {
    await withClient(library.databaseUrl, (client) =>
      client.query(`
        insert into book (title, contributors, revision, created_at, updated_at)
        select case when n % 100 = 0 then 'Storm heron ' else 'Storm ' end || n, '[]', 1, now(), now()
        from generate_series(1, 10100) as n`),
    );
    await weigh({});
    const together = await answersOf('storm heron');
    await weigh({ heron: 0.9, least: 0.0001 });
    expect(await rareOf('storm heron')).to.equal(`'storm'`);
    expect(await answersOf('storm heron')).to.deep.equal(together);
  });

  it('are not weighed while another process weighs them', async () => {
    await withClient(library.databaseUrl, async (client) => {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(7160015)');
      await weigh({ mine: 0.5 });
      await runJob(library.service, 'catalogue.weigh_words');
      expect(await library.rows(sql`select word from catalogue_word_share`)).to.deep.equal([
        { word: 'mine' },
      ]);
    });
  });
});
