/**
 * @typedef {import('../index.js').ListQuery} ListQuery
 *
 * @typedef {object} Addresses
 * @property {string} root
 * @property {string} search The template of RFC 6570.
 * @property {(query?: Partial<ListQuery>) => string} list
 * @property {(id: string) => string} publication
 * @property {(id: string) => string} borrow
 * @property {string} document
 * @property {string} page
 */

/**
 * The addresses of a catalogue.
 * @param {string} path where it is mounted
 * @returns {Omit<Addresses, 'borrow'>}
 */
export function addressesAt(path) {
  return {
    root: path,
    search: `${path}/publications{?query}`,
    list: (query = {}) => `${path}/publications${searchOf(query)}`,
    publication: (id) => `${path}/publications/${encodeURIComponent(id)}`,
    document: `${path}/openapi.json`,
    page: `${path}/docs`,
  };
}

/**
 * The same question has the same address, whatever the order of its parameters was.
 * @param {Partial<ListQuery>} query
 */
function searchOf({ words, order, subject, language, decade, available, cursor }) {
  const search = new URLSearchParams();
  const parameters = { query: words, order, subject, language, decade, available, cursor };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? '' : `?${search.toString()}`;
}
