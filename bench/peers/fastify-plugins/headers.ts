import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The headers that no plugin sets. */
export function setHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('cache-control', cacheControl(request, reply));
    done(null, payload);
  });
}

/** Answers to reads may be kept and are checked each time; those with a token only by the caller. */
function cacheControl(request: FastifyRequest, reply: FastifyReply): string {
  const isKept = request.major !== 0 && request.method === 'GET' && reply.statusCode < 400;
  if (!isKept) return 'no-store';
  reply.header('vary', `${String(reply.getHeader('vary') ?? '')}, authorization, accept-encoding`);
  return request.caller ? 'private, no-cache' : 'no-cache';
}
