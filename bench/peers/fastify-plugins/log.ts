import type { FastifyInstance } from 'fastify';

/** One line for each answer, instead of Fastify's two: one for the request and one for the answer. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        operationId: request.routeOptions.schema?.operationId,
        route: request.routeOptions.url,
        version: reply.getHeader('api-version'),
        status: reply.statusCode,
        ms: reply.elapsedTime,
        caller: request.caller?.role ?? 'anonymous',
      },
      'answered',
    );
    done();
  });
}
