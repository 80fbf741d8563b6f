import { facetsOf } from './facets.js';
import { publicationDocument } from './publications.js';

/**
 * @typedef {import('../index.js').ListQuery} ListQuery
 * @typedef {import('../index.js').PublicationPage} PublicationPage
 * @typedef {import('./addresses.js').Addresses} Addresses
 */

const type = 'application/opds+json';
const sortedByNew = 'http://opds-spec.org/sort/new';

/**
 * Where readers begin: ways into the catalogue, and the newest publications.
 * @param {string} title
 * @param {PublicationPage} newest
 * @param {Addresses} at
 */
export function rootFeed(title, { publications, total }, at) {
  const shelf = {
    metadata: { title: 'New', numberOfItems: total },
    links: [{ rel: 'self', href: at.list({ order: 'newest' }), type }],
    publications: publications.map((each) => publicationDocument(each, at)),
  };
  return {
    metadata: { title },
    links: [
      { rel: 'self', href: at.root, type },
      ...linksOfEach(at),
      { rel: 'service-desc', href: at.document, type: 'application/json' },
      { rel: 'service-doc', href: at.page, type: 'text/html' },
    ],
    navigation: waysIn(at),
    // A collection is never empty.
    ...(publications.length > 0 && { groups: [shelf] }),
  };
}

/**
 * A page of a list or of a search.
 * @param {string} title
 * @param {ListQuery} query
 * @param {PublicationPage} page
 * @param {Addresses} at
 */
export function publicationFeed(title, query, page, at) {
  const { publications, total, next } = page;
  const { cursor, limit, ...list } = query;
  const found = publications.map((each) => publicationDocument(each, at));
  const facets = facetsOf(list, page.facets ?? {}, at);
  return {
    metadata: { title: nameOf(title, query, page), numberOfItems: total, itemsPerPage: limit },
    links: [
      { rel: 'self', href: at.list(query), type },
      ...(cursor === undefined ? [] : [{ rel: 'first', href: at.list(list), type }]),
      ...(next === undefined ? [] : [{ rel: 'next', href: at.list({ ...list, cursor: next }), type }]),
      ...linksOfEach(at),
    ],
    // A feed has at least one collection, and a collection is never empty: nothing found leads on.
    ...(found.length > 0 ? { publications: found } : { navigation: waysIn(at) }),
    ...(found.length > 0 && facets.length > 0 && { facets }),
  };
}

/**
 * The links that every feed has.
 * @param {Addresses} at
 */
function linksOfEach(at) {
  return [
    { rel: 'start', href: at.root, type },
    { rel: 'search', href: at.search, type, templated: true },
  ];
}

/** @param {Addresses} at */
function waysIn(at) {
  return [
    { rel: 'subsection', href: at.list(), type, title: 'All publications' },
    { rel: sortedByNew, href: at.list({ order: 'newest' }), type, title: 'New' },
    { rel: 'subsection', href: at.list({ available: true }), type, title: 'Available now' },
  ];
}

/**
 * @param {string} title
 * @param {ListQuery} query
 * @param {PublicationPage} page
 */
function nameOf(title, { words, order }, { correctedTo }) {
  if (words !== undefined) return `${title}: search for “${correctedTo ?? words}”`;
  return `${title}: ${order === 'newest' ? 'new publications' : 'all publications'}`;
}
