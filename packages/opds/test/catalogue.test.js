import { expect } from 'chai';
import { fullPage, startCatalogue } from './fixture.js';

/** @typedef {import('./rules.js').Json} Json */

describe('The OPDS catalogue', () => {
  /** @type {Awaited<ReturnType<typeof startCatalogue>>} */
  let catalogue;
  before(async () => {
    catalogue = await startCatalogue();
  });
  after(() => catalogue.stop());
  beforeEach(() => catalogue.asked.splice(0));

  /** @param {Json} feed @param {string} rel */
  const linkIn = (feed, rel) => feed.links.find((/** @type {Json} */ link) => link.rel === rel)?.href;
  /** @param {Json} feed @param {string} title */
  const facetIn = (feed, title) =>
    feed.facets.find((/** @type {Json} */ each) => each.metadata.title === title)?.links;

  it('begins with ways in, the template of the search, its document and the newest publications', async () => {
    const feed = await catalogue.read('/opds');
    expect(feed.metadata).to.deep.equal({ title: 'Harbour Library' });
    expect(linkIn(feed, 'search')).to.equal('/opds/publications{?query}');
    expect(linkIn(feed, 'service-desc')).to.equal('/opds/openapi.json');
    expect(feed.navigation.map((/** @type {Json} */ { title }) => title)).to.deep.equal([
      'All publications',
      'New',
      'Available now',
    ]);
    expect(feed.groups[0].metadata).to.deep.equal({ title: 'New', numberOfItems: 60 });
    expect(catalogue.asked).to.deep.equal([{ order: 'newest', limit: 5 }]);
  });

  it('gives the media types of OPDS', async () => {
    for (const [path, type] of [
      ['/opds', 'application/opds+json'],
      ['/opds/publications', 'application/opds+json'],
      ['/opds/publications/7', 'application/opds-publication+json'],
    ])
      expect((await catalogue.ask(path ?? '')).headers.get('content-type')).to.equal(type);
  });

  it('says of a publication all that is known, with the way to a form that borrows it', async () => {
    expect(await catalogue.read('/opds/publications/7')).to.deep.equal({
      metadata: {
        '@type': 'http://schema.org/Book',
        identifier: 'urn:isbn:9780143058144',
        title: 'Crime and Punishment',
        subtitle: 'A Novel',
        author: [{ name: 'Fyodor Dostoevsky' }],
        translator: [{ name: 'David McDuff' }],
        publisher: 'Penguin',
        language: 'en',
        subject: [
          {
            name: 'fiction',
            links: [{ href: '/opds/publications?subject=fiction', type: 'application/opds+json' }],
          },
          {
            name: 'Crime & Punishment',
            links: [
              { href: '/opds/publications?subject=Crime+%26+Punishment', type: 'application/opds+json' },
            ],
          },
        ],
        description: 'A student & an axe.',
        published: '1866-12-01',
        modified: '2026-11-30T18:00:00.000Z',
      },
      links: [
        { rel: 'self', href: '/opds/publications/7', type: 'application/opds-publication+json' },
        {
          rel: 'http://opds-spec.org/acquisition/borrow',
          href: '/borrow/7',
          type: 'text/html',
          properties: { availability: { state: 'available' }, copies: { total: 2, available: 1 } },
        },
      ],
    });
  });

  it('gives every parameter to the port, and an address to the answer in which only they are', async () => {
    const path =
      '/opds/publications?utm=x&decade=1860&cursor=place&available=false&language=en&subject=fiction&query=%20crime%20';
    const feed = await catalogue.read(path);
    expect(catalogue.asked).to.deep.equal([
      {
        words: 'crime',
        subject: 'fiction',
        language: 'en',
        decade: 1860,
        available: false,
        cursor: 'place',
        limit: 25,
      },
    ]);
    const list = '/opds/publications?query=crime&subject=fiction&language=en&decade=1860&available=false';
    expect(linkIn(feed, 'self')).to.equal(`${list}&cursor=place`);
    expect(linkIn(feed, 'first')).to.equal(list);
    expect(linkIn(feed, 'next')).to.equal(`${list}&cursor=place%2B2`);
    expect(feed.metadata).to.deep.equal({
      title: 'Harbour Library: search for “crime”',
      numberOfItems: 60,
      itemsPerPage: 25,
    });
  });

  it('ends the pages where the port says so', async () => {
    const { next: _next, ...last } = fullPage;
    const ending = await startCatalogue(last);
    const feed = await ending.read('/opds/publications');
    await ending.stop();
    expect(linkIn(feed, 'next')).to.equal(undefined);
    expect(linkIn(feed, 'first')).to.equal(undefined);
  });

  it('says which words it searched instead', async () => {
    const corrected = await startCatalogue({ ...fullPage, correctedTo: 'dostoevsky' });
    const feed = await corrected.read('/opds/publications?query=dostoyevski');
    await corrected.stop();
    expect(feed.metadata.title).to.equal('Harbour Library: search for “dostoevsky”');
  });

  it('narrows a list by facets with their numbers, and marks the chosen one', async () => {
    const feed = await catalogue.read('/opds/publications?query=crime&language=EN&cursor=place');
    expect(facetIn(feed, 'Language')).to.deep.equal([
      { href: '/opds/publications?query=crime', type: 'application/opds+json', title: 'All languages' },
      {
        rel: 'self',
        href: '/opds/publications?query=crime&language=en',
        type: 'application/opds+json',
        title: 'English',
        properties: { numberOfItems: 55 },
      },
      {
        href: '/opds/publications?query=crime&language=de',
        type: 'application/opds+json',
        title: 'German',
        properties: { numberOfItems: 5 },
      },
    ]);
    expect(facetIn(feed, 'Availability')[1]).to.include({
      href: '/opds/publications?query=crime&language=EN&available=false',
      title: 'Not available now',
    });
    expect(facetIn(feed, 'Published'), 'one value is no choice').to.equal(undefined);
  });

  it('offers the orders of a list, and none for a search, whose best match comes first', async () => {
    const feed = await catalogue.read('/opds/publications?order=newest');
    expect(facetIn(feed, 'Order')).to.deep.equal([
      { href: '/opds/publications?order=title', type: 'application/opds+json', title: 'Title' },
      {
        rel: 'self',
        href: '/opds/publications?order=newest',
        type: 'application/opds+json',
        title: 'Newest first',
      },
    ]);
    expect(facetIn(await catalogue.read('/opds/publications?query=x'), 'Order')).to.equal(undefined);
  });

  it('takes an empty parameter for none: readers expand the template without words, too', async () => {
    await catalogue.read('/opds/publications?query=&subject=%20&decade=');
    expect(catalogue.asked).to.deep.equal([{ limit: 25 }]);
  });

  const wrong = {
    'query=%00': 'query',
    'query=a%0Ab': 'query',
    [`query=${'x'.repeat(201)}`]: 'query',
    'query=a&query=b': 'query',
    'order=author': 'order',
    'order=__proto__': 'order',
    'decade=1866': 'decade',
    'decade=1e10': 'decade',
    'decade=99990': 'decade',
    'available=yes': 'available',
    'language=not%20one': 'language',
    [`cursor=${'x'.repeat(2_001)}`]: 'cursor',
  };
  for (const [search, parameter] of Object.entries(wrong)) {
    it(`refuses ${search.slice(0, 40)}`, async () => {
      const answer = await catalogue.ask(`/opds/publications?${search}`);
      expect([answer.status, await answer.text()].join(' ')).to.match(new RegExp(`^400 ${parameter} must `));
      expect(catalogue.asked).to.deep.equal([]);
    });
  }

  it('says all that is wrong at once', async () => {
    const answer = await catalogue.ask('/opds/publications?order=x&decade=x');
    expect(await answer.text()).to.equal(
      'order must be title or newest. decade must be a year that ends in 0.',
    );
  });

  it('has no publication of another name, whatever it is', async () => {
    for (const id of ['8', '__proto__', '%00', '%', '%ED%A0%80', 'x'.repeat(5_000), '7%2F..'])
      expect((await catalogue.ask(`/opds/publications/${id}`)).status).to.equal(404);
    expect((await catalogue.ask('/opds/publications/%C3%A4%2F%C3%B6')).status).to.equal(200);
  });

  it('only reads', async () => {
    const answer = await catalogue.ask('/opds/publications', { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'HEAD, GET']);
  });
});
