import type { FastifyInstance } from 'fastify';
import { counted, links, listed, present, show } from '../fastify-pg/book-rows.js';
import { lend } from '../fastify-pg/lending.js';
import { takeBack } from '../fastify-pg/returning.js';
import { book, bookList, byId, loan, newLoan, returned } from '../fastify-pg/schemas.js';
import { demandToken, lookAtToken, signedIn } from './callers.js';
import { dropLists, heldLists } from './held-lists.js';
import { refuseV1 } from './refusal-handlers.js';
import { isOfMajor } from './versions.js';

export async function v1(app: FastifyInstance): Promise<void> {
  isOfMajor(app, 1);
  app.setErrorHandler(refuseV1);
  bookRoutes(app);
  loanRoutes(app);
}

function bookRoutes(app: FastifyInstance): void {
  app.get<{ Params: { id: number } }>(
    '/books/:id',
    {
      schema: { operationId: 'getBook', params: byId, response: { 200: book } },
      onRequest: lookAtToken,
    },
    (request) => show(request.params.id),
  );

  app.get<{ Querystring: { page: number; year_from?: number } }>(
    '/books',
    {
      schema: {
        operationId: 'listBooks',
        querystring: bookList,
        response: { 200: { type: 'array', items: book } },
      },
      onRequest: lookAtToken,
      ...heldLists,
    },
    async (request, reply) => {
      const { page, year_from: year = null } = request.query;
      const [books, total] = await Promise.all([listed(page, year), counted(year)]);
      reply.headers({ 'X-Total-Count': String(total), Link: links(request.url, page, total) });
      return books.map(present);
    },
  );
}

function loanRoutes(app: FastifyInstance): void {
  app.post<{ Body: { book_id: number } }>(
    '/loans',
    {
      schema: { operationId: 'borrowBook', body: newLoan, response: { 201: loan } },
      onRequest: demandToken,
    },
    async (request, reply) => {
      const lent = await lend(request.body.book_id, signedIn(request), request.id);
      await dropLists();
      return reply.code(201).header('location', `/v1/loans/${lent.id}`).send(lent);
    },
  );

  app.post<{ Params: { id: number } }>(
    '/loans/:id/return',
    {
      schema: { operationId: 'returnLoan', params: byId, response: { 200: returned } },
      onRequest: demandToken,
    },
    async (request, reply) => {
      const closed = await takeBack(request.params.id, signedIn(request), request.id);
      await dropLists();
      return reply.send(closed);
    },
  );
}
