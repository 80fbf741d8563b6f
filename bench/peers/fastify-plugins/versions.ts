import type { FastifyInstance } from 'fastify';

/** Marks all requests of a version, and its answers. */
export function isOfMajor(app: FastifyInstance, major: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    request.major = major;
    reply.header('api-version', `${major}.0`);
    done();
  });
}
