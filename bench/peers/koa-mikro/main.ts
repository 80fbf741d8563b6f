import 'reflect-metadata';
import Router from '@koa/router';
import { RequestContext } from '@mikro-orm/postgresql';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import { openAnswers } from './answer-store.js';
import { BookService } from './book-service.js';
import { LoanService } from './loan-service.js';
import { answerErrors, identify, type State } from './middleware.js';
import { malformedJson } from './refused.js';
import { bookRoutes, loanRoutes } from './routes.js';
import { openOrm, settings } from './settings.js';

/** The API as it is commonly written with Koa: an entity manager for each request, entities for reads as well. */
const orm = await openOrm();
const answers = openAnswers(settings.cache, settings.redisUrl, 'koa-mikro');

const health = new Router().get('/health/live', (ctx) => {
  ctx.body = { status: 'ok' };
});

const app = new Koa<State>();
app.use(answerErrors);
app.use(health.routes());
app.use(
  bodyParser({
    enableTypes: ['json'],
    onerror: () => {
      throw malformedJson();
    },
  }),
);
app.use((_ctx, next) => RequestContext.create(orm.em, next));
app.use(identify(settings.jwtSecret));
app.use(bookRoutes(new BookService(orm.em), answers).routes());
app.use(loanRoutes(new LoanService(orm.em)).routes());

app.listen(settings.port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
