import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, mergeMap, of, type Observable } from 'rxjs';
import type { AnswerStore } from '../koa-mikro/answer-store.js';

export const ANSWERS = Symbol('answers');

/** Keeps finished answers by URL, except those of filtered lists, which are too many. */
@Injectable()
export class AnswerCacheInterceptor implements NestInterceptor {
  constructor(@Inject(ANSWERS) private readonly answers: AnswerStore | undefined) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const { answers } = this;
    if (!answers || request.query['year_from'] !== undefined) return next.handle();
    const found = await answers.get(request.url);
    response.type('json');
    if (!found) {
      return next.handle().pipe(mergeMap((body) => from(keep(answers, request.url, response, body))));
    }
    response.set(found.headers);
    return of(found.body);
  }
}

async function keep(
  answers: AnswerStore,
  url: string,
  response: Response,
  content: unknown,
): Promise<string> {
  const headers = {
    'X-Total-Count': String(response.getHeader('X-Total-Count')),
    Link: String(response.getHeader('Link')),
  };
  const body = JSON.stringify(content);
  await answers.set(url, { headers, body });
  return body;
}
