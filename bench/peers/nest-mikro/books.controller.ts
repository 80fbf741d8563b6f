import {
  ClassSerializerInterceptor,
  Controller,
  Get,
  Param,
  Query,
  Req,
  Res,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { BookService, pageHeaders } from '../koa-mikro/book-service.js';
import { BookListQuery, ById, type BookDto } from '../koa-mikro/shapes.js';
import { AnswerCacheInterceptor } from './answer-cache.interceptor.js';
import { CheckedPipe } from './checked.pipe.js';
import { CallerGuard } from './token.guard.js';

@Controller('v1/books')
@UseGuards(CallerGuard)
export class BooksController {
  constructor(private readonly books: BookService) {}

  @Get()
  @UseInterceptors(AnswerCacheInterceptor, ClassSerializerInterceptor)
  async list(
    @Query(CheckedPipe) query: BookListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BookDto[]> {
    const { books, total } = await this.books.list(query);
    response.set(pageHeaders(request.url, query, total));
    return books;
  }

  @Get(':id')
  @UseInterceptors(ClassSerializerInterceptor)
  find(@Param(CheckedPipe) { id }: ById): Promise<BookDto> {
    return this.books.find(id);
  }
}
