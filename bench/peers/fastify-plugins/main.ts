import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { pino } from 'pino';
import { setHeaders } from './headers.js';
import { healthRoute } from './health.js';
import { logAnswers } from './log.js';
import { registerPlugins } from './plugins.js';
import { usage } from './usage.js';
import { v1 } from './v1.js';
import { v2 } from './v2.js';

/**
 * What a user would choose instead of Shelflife: Fastify with its own plugins for the same features, each used as its
 * documentation teaches. Lines of the log are written in lots, as pino recommends for a busy server.
 */
const app = Fastify({
  logger: { level: 'info', stream: pino.destination({ dest: 1, sync: false, minLength: 4_096 }) },
  disableRequestLogging: true,
  genReqId: () => randomUUID(),
});

app.decorateRequest('caller', null);
app.decorateRequest('major', 0);
await registerPlugins(app);
setHeaders(app);
logAnswers(app);
usage.countAnswers(app);
healthRoute(app);
await app.register(v1, { prefix: '/v1' });
await app.register(v2, { prefix: '/v2' });

await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
usage.begin();
