import { Links, Metadata, URITemplate } from '@readium/shared';
import { expect } from 'chai';
import { startCatalogue } from './fixture.js';

/** The models of Readium, of which reading programs such as Thorium Web are made. They have none for a feed. */
describe('A reading program', () => {
  /** @type {Awaited<ReturnType<typeof startCatalogue>>} */
  let catalogue;
  before(async () => {
    catalogue = await startCatalogue();
  });
  after(() => catalogue.stop());

  it('reads the metadata of a publication', async () => {
    const { metadata } = await catalogue.read('/opds/publications/7');
    const read = Metadata.deserialize(metadata);
    if (!read) throw new Error('Nothing was read.');
    const { title, identifier, languages, modified, authors } = read;
    expect(title.getTranslation()).to.equal('Crime and Punishment');
    expect([identifier, languages]).to.deep.equal(['urn:isbn:9780143058144', ['en']]);
    expect(modified).to.deep.equal(new Date('2026-11-30T18:00:00Z'));
    expect(authors?.items[0]?.name.getTranslation()).to.equal('Fyodor Dostoevsky');
  });

  it('reads the subjects, each with the way to its list', async () => {
    const { metadata } = await catalogue.read('/opds/publications/7');
    const [fiction, crime] = Metadata.deserialize(metadata)?.subjects?.items ?? [];
    expect(crime?.name.getTranslation()).to.equal('Crime & Punishment');
    expect(fiction?.links?.items[0]?.href).to.equal('/opds/publications?subject=fiction');
  });

  it('finds the way to borrow, and how many copies are free', async () => {
    const { publications } = await catalogue.read('/opds/publications');
    const links = Links.deserialize(publications[0].links);
    const [borrow] = links?.filterByRel('http://opds-spec.org/acquisition/borrow') ?? [];
    expect(borrow?.href).to.equal('/borrow/7');
    expect(borrow?.properties?.getAvailability()?.state).to.equal('available');
    expect(borrow?.properties?.getCopies()).to.include({ total: 2, available: 1 });
  });

  it('fills the template of the search, and follows the pages', async () => {
    const feed = await catalogue.read('/opds/publications');
    const links = Links.deserialize(feed.links);
    const search = links?.findWithRel('search');
    expect(search?.templated).to.equal(true);
    const address = new URITemplate(search?.href ?? '').expand({ query: 'crime' });
    expect((await catalogue.read(address)).metadata.title).to.equal('Harbour Library: search for “crime”');
    expect((await catalogue.read(links?.findWithRel('next')?.href ?? '')).metadata.numberOfItems).to.equal(
      60,
    );
  });

  it('reads the facets with their numbers', async () => {
    const { facets } = await catalogue.read('/opds/publications?query=crime');
    const [, subjects] = facets;
    const counted = Links.deserialize(subjects.links)?.items.map((each) => [
      each.title,
      each.properties?.getNumberOfItems(),
    ]);
    expect(counted).to.deep.equal([
      ['fiction', 50],
      ['crime', 9],
    ]);
  });
});
