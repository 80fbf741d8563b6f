/**
 * @typedef {import('../index.js').Publication} Publication
 * @typedef {import('./addresses.js').Addresses} Addresses
 */

/** The properties of the Readium manifest for the people of each role. */
const roles = /** @type {const} */ (['author', 'editor', 'translator', 'illustrator', 'contributor']);

/**
 * A publication of OPDS 2.0: a Readium manifest with acquisition links in the place of a reading order.
 * @param {Publication} publication
 * @param {Addresses} at
 */
export function publicationDocument(publication, at) {
  return { metadata: metadataOf(publication, at), links: linksOf(publication, at) };
}

/**
 * Nothing is blank here: what is unknown is left out.
 * @param {Publication} publication
 * @param {Addresses} at
 */
function metadataOf(publication, at) {
  const { title, subtitle, identifier, publisher, language, description, published, modified } = publication;
  const { contributors = [], subjects = [] } = publication;
  const people = roles.map((role) => {
    const names = contributors.filter((each) => each.role === role).map(({ name }) => ({ name }));
    return [role, names.length > 0 ? names : undefined];
  });
  const links = subjects.map((name) => ({ name, links: [feedLink(at.list({ subject: name }))] }));
  const all = {
    '@type': 'http://schema.org/Book',
    identifier,
    title,
    subtitle,
    ...Object.fromEntries(people),
    publisher,
    language,
    subject: links.length > 0 ? links : undefined,
    description,
    published,
    modified,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * @param {Publication} publication
 * @param {Addresses} at
 */
function linksOf({ id, copies }, at) {
  const state = copies.available > 0 ? 'available' : 'unavailable';
  return [
    { rel: 'self', href: at.publication(id), type: 'application/opds-publication+json' },
    {
      rel: 'http://opds-spec.org/acquisition/borrow',
      href: at.borrow(id),
      type: 'text/html',
      properties: { availability: { state }, copies },
    },
  ];
}

/** @param {string} href */
function feedLink(href) {
  return { href, type: 'application/opds+json' };
}
