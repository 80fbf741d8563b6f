import { randomUUID } from 'node:crypto';
import jwt from '@fastify/jwt';
import Fastify, { type FastifyRequest } from 'fastify';
import { bookRoutes } from './books.js';
import { loanRoutes } from './loans.js';
import type { Caller } from './records.js';
import { Refused, tokenInvalid, tokenMissing } from './refused.js';
import { health } from './schemas.js';

declare module '@fastify/jwt' {
  interface FastifyJWT {
    user: Caller;
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    lookAtToken: (request: FastifyRequest) => Promise<void>;
    demandToken: (request: FastifyRequest) => Promise<void>;
  }
}

/** Fastify and pg as their documentation recommends: schemas for input and output, plugins for the rest. */
const app = Fastify({ logger: false, genReqId: () => randomUUID() });

await app.register(jwt, {
  secret: process.env['JWT_SECRET'] ?? '',
  verify: {
    algorithms: ['HS256'],
    allowedIss: 'shelflife',
    allowedAud: 'shelflife',
    requiredClaims: ['iss', 'aud', 'exp', 'sub'],
  },
});

app.decorate('lookAtToken', async (request: FastifyRequest) => {
  if (request.headers.authorization) await request.jwtVerify().catch(() => undefined);
});

app.decorate('demandToken', async (request: FastifyRequest) => {
  if (!request.headers.authorization) throw tokenMissing();
  try {
    await request.jwtVerify();
  } catch {
    throw tokenInvalid();
  }
});

app.setErrorHandler((error, _request, reply) => {
  if (error instanceof Refused) {
    return reply.code(error.statusCode).send({
      message: error.message,
      code: error.code,
      ...(error.parameters && { parameters: error.parameters }),
    });
  }
  const isInvalid = error instanceof Error && 'validation' in error;
  return isInvalid
    ? reply.code(400).send({ message: 'The request is not valid.', code: 'request.validation_failed' })
    : reply.code(503).send({ message: 'Something went wrong on our side.', code: 'request.internal' });
});

app.get('/health/live', { schema: { response: { 200: health } } }, () => ({ status: 'ok' }));
bookRoutes(app);
loanRoutes(app);

await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
