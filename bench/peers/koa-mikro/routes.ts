import Router from '@koa/router';
import { instanceToPlain, plainToInstance, type ClassConstructor } from 'class-transformer';
import { validate } from 'class-validator';
import type { AnswerStore } from './answer-store.js';
import { pageHeaders, type BookService } from './book-service.js';
import type { LoanService } from './loan-service.js';
import { kept, signedIn, type State } from './middleware.js';
import { validationFailed } from './refused.js';
import { BookListQuery, BorrowBody, ById } from './shapes.js';

export function bookRoutes(books: BookService, answers: AnswerStore | undefined): Router<State> {
  const router = new Router<State>({ prefix: '/v1/books' });
  router.get('/', kept(answers), async (ctx) => {
    const query = await checked(BookListQuery, ctx.query);
    const { books: found, total } = await books.list(query);
    ctx.set(pageHeaders(ctx.url, query, total));
    ctx.body = instanceToPlain(found);
  });
  router.get('/:id', async (ctx) => {
    const { id } = await checked(ById, ctx.params);
    ctx.body = instanceToPlain(await books.find(id));
  });
  return router;
}

export function loanRoutes(loans: LoanService): Router<State> {
  const router = new Router<State>({ prefix: '/v1/loans' });
  router.use(signedIn);
  router.post('/', async (ctx) => {
    const { book_id } = await checked(BorrowBody, ctx.request.body, true);
    const loan = await loans.borrow(book_id, ctx.state.actor);
    ctx.status = 201;
    ctx.set('Location', `/v1/loans/${loan.id}`);
    ctx.body = instanceToPlain(loan);
  });
  router.post('/:id/return', async (ctx) => {
    const { id } = await checked(ById, ctx.params);
    ctx.body = instanceToPlain(await loans.return(id, ctx.state.actor));
  });
  return router;
}

/** @throws Refused 400 with all faults */
async function checked<T extends object>(
  shape: ClassConstructor<T>,
  plain: unknown,
  forbidNonWhitelisted = false,
): Promise<T> {
  const instance = plainToInstance(shape, plain);
  const faults = await validate(instance, { whitelist: true, forbidNonWhitelisted });
  if (faults.length > 0) throw validationFailed(faults);
  return instance;
}
