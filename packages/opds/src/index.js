import { Router } from '@koa/router';
import { documentAt } from './document.js';
import { addressesAt } from './addresses.js';
import { publicationFeed, rootFeed } from './feeds.js';
import { documentationPage, documentationPolicy } from './page.js';
import { publicationDocument } from './publications.js';
import { readQuery } from './query.js';

/** The media types of OPDS 2.0. */
const feedType = 'application/opds+json';
const publicationType = 'application/opds-publication+json';

/** @type {typeof import('../index.js').createOpdsRouter} */
export function createOpdsRouter(catalogue, { title, path, borrowLink }) {
  const at = { ...addressesAt(path), borrow: borrowLink };
  const document = documentAt(path, title);
  const router = new Router({ prefix: path, sensitive: true });

  router.get('getRootFeed', '/', async (ctx) => {
    const newest = await catalogue.list({ order: 'newest', limit: 5 });
    ctx.type = feedType;
    ctx.body = rootFeed(title, newest, at);
  });
  router.get('listPublications', '/publications', async (ctx) => {
    const { query, faults } = readQuery(ctx.query);
    if (faults.length > 0) ctx.throw(400, faults.join(' '));
    const page = await catalogue.list(query);
    ctx.type = feedType;
    ctx.body = publicationFeed(title, query, page, at);
  });
  router.get('getPublication', '/publications/:id', async (ctx) => {
    const publication = await catalogue.find(ctx.params['id'] ?? '');
    if (!publication) return ctx.throw(404);
    ctx.type = publicationType;
    ctx.body = publicationDocument(publication, at);
  });
  router.get('getOpenApiDocument', '/openapi.json', (ctx) => {
    ctx.body = document;
  });
  router.get('showDocumentation', '/docs', (ctx) => {
    ctx.set('Content-Security-Policy', documentationPolicy);
    ctx.type = 'text/html';
    ctx.body = documentationPage(document, at);
  });
  return router;
}
