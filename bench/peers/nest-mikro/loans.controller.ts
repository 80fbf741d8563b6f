import {
  Body,
  ClassSerializerInterceptor,
  Controller,
  HttpCode,
  Param,
  Post,
  Req,
  Res,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import type { Response } from 'express';
import { LoanService } from '../koa-mikro/loan-service.js';
import { BorrowBody, ById, type LoanDto, type ReturnDto } from '../koa-mikro/shapes.js';
import { CheckedBodyPipe, CheckedPipe } from './checked.pipe.js';
import { ActorGuard, type ActorsRequest } from './token.guard.js';

@Controller('v1/loans')
@UseGuards(ActorGuard)
@UseInterceptors(ClassSerializerInterceptor)
export class LoansController {
  constructor(private readonly loans: LoanService) {}

  @Post()
  async borrow(
    @Body(CheckedBodyPipe) { book_id }: BorrowBody,
    @Req() { actor }: ActorsRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoanDto> {
    const loan = await this.loans.borrow(book_id, actor);
    response.set('Location', `/v1/loans/${loan.id}`);
    return loan;
  }

  @Post(':id/return')
  @HttpCode(200)
  return(@Param(CheckedPipe) { id }: ById, @Req() { actor }: ActorsRequest): Promise<ReturnDto> {
    return this.loans.return(id, actor);
  }
}
