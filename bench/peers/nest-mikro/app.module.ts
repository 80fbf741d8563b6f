import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { openAnswers } from '../koa-mikro/answer-store.js';
import { BookService } from '../koa-mikro/book-service.js';
import { LoanService } from '../koa-mikro/loan-service.js';
import { openOrm, settings } from '../koa-mikro/settings.js';
import { ANSWERS } from './answer-cache.interceptor.js';
import { BooksController } from './books.controller.js';
import { HealthController } from './health.controller.js';
import { LoansController } from './loans.controller.js';

/**
 * The API as it is commonly written with Nest. Entities, DTOs and services are those of the Koa peer, so that the two
 * differ only by Nest.
 */
@Module({
  controllers: [HealthController, BooksController, LoansController],
  providers: [
    { provide: EntityManager, useFactory: async () => (await openOrm()).em },
    { provide: BookService, useFactory: (em: EntityManager) => new BookService(em), inject: [EntityManager] },
    { provide: LoanService, useFactory: (em: EntityManager) => new LoanService(em), inject: [EntityManager] },
    { provide: ANSWERS, useFactory: () => openAnswers(settings.cache, settings.redisUrl, 'nest-mikro') },
  ],
})
export class AppModule implements NestModule {
  constructor(private readonly em: EntityManager) {}

  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((_request: Request, _response: Response, next: NextFunction) =>
        RequestContext.create(this.em, next),
      )
      .forRoutes(BooksController, LoansController);
  }
}
