import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { internal, malformedJson, notFound, Refused } from '../koa-mikro/refused.js';

/** Answers every error in the shape of v1. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const refused = asRefused(error);
    host.switchToHttp().getResponse<Response>().status(refused.status).json(refused.answer);
  }
}

/** Errors of Nest itself: for an unknown address, or a body that cannot be read. */
function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const status = error instanceof HttpException ? error.getStatus() : 500;
  if (status === 404) return notFound();
  return status === 400 ? malformedJson() : internal();
}
