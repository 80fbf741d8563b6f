import type { FastifyInstance } from 'fastify';
import { Refused } from '../fastify-pg/refused.js';
import { counted } from '../fastify-pg/book-rows.js';
import { listAfter, showBook } from './books.js';
import { demandToken, lookAtToken, signedIn } from './callers.js';
import { fromCursor, toCursor } from './cursors.js';
import { lendCopy, takeBackCopy } from './desk.js';
import { dropLists, heldLists } from './held-lists.js';
import { refuseV2 } from './refusal-handlers.js';
import { book, bookList, bookQuery, byId, loan, returned, scan } from './schemas.js';
import { isOfMajor } from './versions.js';

interface BookQuery {
  readonly limit: number;
  readonly total: boolean;
  readonly yearFrom?: number;
  readonly cursor?: string;
}

interface Scan {
  readonly copyBarcode: string;
}

export async function v2(app: FastifyInstance): Promise<void> {
  isOfMajor(app, 2);
  app.setErrorHandler(refuseV2);
  bookRoutes(app);
  deskRoutes(app);
}

function bookRoutes(app: FastifyInstance): void {
  app.get<{ Params: { id: string } }>(
    '/books/:id',
    {
      schema: { operationId: 'getBook', params: byId, response: { 200: book } },
      onRequest: lookAtToken,
    },
    (request) => showBook(request.params.id),
  );

  app.get<{ Querystring: BookQuery }>(
    '/books',
    {
      schema: { operationId: 'listBooks', querystring: bookQuery, response: { 200: bookList } },
      onRequest: lookAtToken,
      ...heldLists,
    },
    async ({ query, url }, reply) => {
      const { limit, total: isCounted, yearFrom: year = null, cursor } = query;
      const [{ data, last }, total] = await Promise.all([
        listAfter(fromCursor(cursor), limit, year),
        isCounted ? counted(year) : undefined,
      ]);
      const nextCursor = last === undefined ? null : toCursor(last);
      if (nextCursor !== null) reply.header('link', `<${nextOf(url, nextCursor)}>; rel="next"`);
      return { data, page: { nextCursor, ...(total !== undefined && { total }) } };
    },
  );
}

function nextOf(address: string, cursor: string): string {
  const url = new URL(address, 'http://localhost');
  url.searchParams.sort();
  url.searchParams.set('cursor', cursor);
  return url.pathname + url.search;
}

function deskRoutes(app: FastifyInstance): void {
  app.post<{ Body: Scan }>(
    '/loans',
    {
      schema: { operationId: 'lendCopy', body: scan, response: { 200: loan, 201: loan } },
      onRequest: demandToken,
    },
    async (request, reply) => {
      const { isNew, ...lent } = await lendCopy(request.body.copyBarcode, signedIn(request), request.id);
      if (!isNew) return lent;
      await dropLists();
      return reply.code(201).header('location', `/v2/loans/${lent.id}`).send(lent);
    },
  );

  app.post<{ Body: Scan }>(
    '/returns',
    {
      schema: { operationId: 'returnCopy', body: scan, response: { 200: returned } },
      onRequest: [
        demandToken,
        async (request) => {
          if (signedIn(request).role === 'patron')
            throw new Refused(403, 'request.not_allowed', 'Your role does not allow this.');
        },
      ],
    },
    async (request, reply) => {
      const back = await takeBackCopy(request.body.copyBarcode, signedIn(request), request.id);
      await dropLists();
      return reply.send(back);
    },
  );
}
