import type { FastifyInstance } from 'fastify';
import { lend } from './lending.js';
import { takeBack } from './returning.js';
import { byId, loan as loanSchema, newLoan, returned } from './schemas.js';

export function loanRoutes(app: FastifyInstance): void {
  app.post<{ Body: { book_id: number } }>(
    '/v1/loans',
    { schema: { body: newLoan, response: { 201: loanSchema } }, onRequest: app.demandToken },
    async (request, reply) => {
      const loan = await lend(request.body.book_id, request.user, request.id);
      return reply.code(201).send(loan);
    },
  );

  app.post<{ Params: { id: number } }>(
    '/v1/loans/:id/return',
    { schema: { params: byId, response: { 200: returned } }, onRequest: app.demandToken },
    (request) => takeBack(request.params.id, request.user, request.id),
  );
}
