import type { FastifyInstance } from 'fastify';
import { health } from '../fastify-pg/schemas.js';

export function healthRoute(app: FastifyInstance): void {
  app.get('/health/live', { schema: { response: { 200: health } }, config: { rateLimit: false } }, () => ({
    status: 'ok',
  }));
}
