import { once } from 'node:events';
import Koa from 'koa';
import { createOpdsRouter } from '../src/index.js';

/**
 * @typedef {import('../index.js').Publication} Publication
 * @typedef {import('../index.js').ListQuery} ListQuery
 * @typedef {import('../index.js').PublicationPage} PublicationPage
 */

/** @type {Publication} */
export const crime = {
  id: '7',
  title: 'Crime and Punishment',
  subtitle: 'A Novel',
  identifier: 'urn:isbn:9780143058144',
  contributors: [
    { name: 'Fyodor Dostoevsky', role: 'author' },
    { name: 'David McDuff', role: 'translator' },
  ],
  publisher: 'Penguin',
  language: 'en',
  subjects: ['fiction', 'Crime & Punishment'],
  description: 'A student & an axe.',
  published: '1866-12-01',
  modified: '2026-11-30T18:00:00.000Z',
  copies: { total: 2, available: 1 },
};

/** @type {Publication} */
export const bare = { id: 'ä/ö', title: 'Ø', copies: { total: 0, available: 0 } };

/** @type {PublicationPage} */
export const fullPage = {
  publications: [crime, bare],
  total: 60,
  next: 'place+2',
  facets: {
    availability: [
      { value: 'available', count: 40 },
      { value: 'unavailable', count: 20 },
    ],
    subject: [
      { value: 'fiction', count: 50 },
      { value: 'crime', count: 9 },
    ],
    language: [
      { value: 'en', count: 55 },
      { value: 'de', count: 5 },
    ],
    decade: [{ value: '1860', count: 60 }],
  },
};

/**
 * An application with nothing but the catalogue, on a port of its own.
 * @param {PublicationPage} page what every list answers
 */
export async function startCatalogue(page = fullPage, title = 'Harbour Library') {
  /** @type {ListQuery[]} */
  const asked = [];
  const catalogue = {
    /** @param {string} id */
    find: async (id) => [crime, bare].find((each) => each.id === id),
    /** @param {ListQuery} query */
    list: async (query) => {
      asked.push(query);
      return page;
    },
  };
  const router = createOpdsRouter(catalogue, {
    title,
    path: '/opds',
    borrowLink: (id) => `/borrow/${encodeURIComponent(id)}`,
  });
  const server = new Koa().use(router.routes()).use(router.allowedMethods()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}`;
  return {
    asked,
    /** @param {string} path @param {RequestInit} [init] */
    ask: (path, init) => fetch(url + path, init),
    /** @param {string} path @returns {Promise<any>} */
    read: async (path) => (await fetch(url + path)).json(),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
