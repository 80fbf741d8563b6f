import type { FastifyInstance } from 'fastify';
import { counted, links, listed, present, show } from './book-rows.js';
import { cache } from './cache.js';
import { book as bookSchema, bookList, byId } from './schemas.js';

export function bookRoutes(app: FastifyInstance): void {
  app.get<{ Params: { id: number } }>(
    '/v1/books/:id',
    { schema: { params: byId, response: { 200: bookSchema } }, onRequest: app.lookAtToken },
    (request) => show(request.params.id),
  );

  app.get<{ Querystring: { page: number; year_from?: number } }>(
    '/v1/books',
    {
      schema: { querystring: bookList, response: { 200: { type: 'array', items: bookSchema } } },
      onRequest: cache.answer,
      onSend: cache.keep,
    },
    async (request, reply) => {
      const { page, year_from: year = null } = request.query;
      const [books, total] = await Promise.all([listed(page, year), counted(year)]);
      reply.headers({ 'X-Total-Count': String(total), Link: links(request.url, page, total) });
      return books.map(present);
    },
  );
}
