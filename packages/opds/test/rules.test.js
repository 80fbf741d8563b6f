import { expect } from 'chai';
import { faultsOfFeed, faultsOfPublication, rulesOfFeeds } from './rules.js';
import { fullPage, startCatalogue } from './fixture.js';

/**
 * @typedef {import('./rules.js').Json} Json
 * @typedef {(feed: Json, first: Json) => void} Break
 */

/** For each rule, changes of a right feed that break it. @type {Readonly<Record<string, readonly Break[]>>} */
const plants = {
  'A feed has a title.': [(feed) => delete feed.metadata.title, (feed) => (feed.metadata.title = ' ')],
  'It has a link to itself, of the type of OPDS.': [
    (feed) => feed.links.shift(),
    (feed) => (feed.links[0].type = 'application/json'),
  ],
  'It has navigation, publications or groups.': [(feed) => delete feed.publications],
  'No collection and no metadata is blank.': [
    (feed) => (feed.navigation = []),
    (_feed, first) => (first.metadata.description = ''),
    (_feed, first) => (first.metadata.publisher = null),
  ],
  'Each link of a navigation has a title.': [
    (feed) => (feed.navigation = [{ href: '/a', type: 'text/html' }]),
  ],
  'Each link has an address that is a URI reference, or a template where it says so.': [
    (feed) => (feed.links[1].href = 'a b'),
    (feed) => (feed.links[1].href = '/a{?b}'),
    (_feed, first) => delete first.links[0].href,
  ],
  'The template of the search has the parameter query.': [
    (feed) => (feed.links.at(-1).href = '/search{?q}'),
    (feed) => (feed.links.at(-1).templated = false),
  ],
  'The numbers of a list are whole and not negative.': [
    (feed) => (feed.metadata.numberOfItems = -1),
    (feed) => (feed.metadata.itemsPerPage = 0),
    (feed) => (feed.metadata.numberOfItems = '60'),
  ],
  'Links between pages lead to feeds.': [(feed) => (feed.links[1].type = 'text/html')],
  'A group of facets has a title and a choice of links, with counted items and at most one that is active.': [
    (feed) => delete feed.facets[0].metadata.title,
    (feed) => feed.facets[0].links.splice(1),
    (feed) => feed.facets[0].links.forEach((/** @type {Json} */ link) => (link.rel = 'self')),
    (feed) => (feed.facets[1].links[0].properties.numberOfItems = 1.5),
  ],
  'A group has a title, and either navigation or publications.': [
    (feed) => (feed.groups = [{ metadata: { title: 'New' } }]),
    (feed) => (feed.groups = [{ publications: feed.publications }]),
  ],
  'A publication has a title.': [(_feed, first) => delete first.metadata.title],
  'Its type is a URI.': [(_feed, first) => (first.metadata['@type'] = 'Book')],
  'Its identifier is a URI.': [(_feed, first) => (first.metadata.identifier = '9780143058144')],
  'Its languages are BCP 47 tags.': [(_feed, first) => (first.metadata.language = 'not a language')],
  'Everybody who contributed has a name.': [(_feed, first) => (first.metadata.author = [{ role: 'aut' }])],
  'Each subject has a name.': [(_feed, first) => delete first.metadata.subject[0].name],
  'The last change is a moment.': [(_feed, first) => (first.metadata.modified = '2026')],
  'The publication date is a day or a moment, never a year alone.': [
    (_feed, first) => (first.metadata.published = '1866'),
  ],
  'It has an acquisition link.': [(_feed, first) => first.links.pop()],
  'Its self link leads to an OPDS publication.': [(_feed, first) => first.links.shift()],
  'Images, where there are any, have one in a format that every reader shows.': [
    (_feed, first) => (first.images = [{ href: '/cover.svg', type: 'image/svg+xml' }]),
  ],
  'Its availability is a state that OPDS knows, and its copies are counted.': [
    (_feed, first) => (first.links[1].properties.availability.state = 'lent'),
    (_feed, first) => (first.links[1].properties.copies.available = -1),
  ],
};

describe('The rules of OPDS 2.0 and of the Readium manifest', () => {
  /** @type {Awaited<ReturnType<typeof startCatalogue>>} */
  let catalogue;
  before(async () => {
    catalogue = await startCatalogue();
  });
  after(() => catalogue.stop());

  const feeds = [
    '/opds',
    '/opds/publications',
    '/opds/publications?order=newest&available=true&cursor=place',
    '/opds/publications?query=crime&language=EN&subject=Fiction&decade=1860',
    '/opds/publications?query=%7Bx%7D%22%3C%3E%5C%5E%60%20%26&subject=a%7Bb%7D',
  ];
  for (const path of feeds) {
    it(`are kept by ${path}`, async () => {
      expect(faultsOfFeed(await catalogue.read(path))).to.deep.equal([]);
    });
  }

  it('are kept by a publication, and by one of which only the title is known', async () => {
    for (const id of ['7', '%C3%A4%2F%C3%B6'])
      expect(faultsOfPublication(await catalogue.read(`/opds/publications/${id}`))).to.deep.equal([]);
  });

  it('are kept by an empty catalogue, whose collections cannot be empty', async () => {
    const empty = await startCatalogue({ ...fullPage, publications: [], total: 0 });
    try {
      for (const path of ['/opds', '/opds/publications', '/opds/publications?query=x&subject=y']) {
        const feed = await empty.read(path);
        expect(faultsOfFeed(feed)).to.deep.equal([]);
        expect(feed).to.have.property('navigation').with.length(3);
        expect(feed).to.not.have.any.keys('publications', 'groups', 'facets');
      }
    } finally {
      await empty.stop();
    }
  });

  it('have each a change that breaks it', () => {
    expect(Object.keys(plants)).to.have.members(rulesOfFeeds.map(({ rule }) => rule));
  });

  for (const [rule, breaks] of Object.entries(plants)) {
    breaks.forEach((breakIt, at) => {
      it(`notice what breaks them, ${at + 1}: ${rule}`, async () => {
        const feed = await catalogue.read('/opds/publications');
        breakIt(feed, feed.publications[0]);
        expect(faultsOfFeed(feed).join('\n')).to.include(rule);
      });
    });
  }
});
