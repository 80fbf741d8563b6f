import type { Middleware, ParameterizedContext } from 'koa';
import type { AnswerStore } from './answer-store.js';
import { internal, notFound, Refused } from './refused.js';
import { callerOf, requireCaller, type Actor, type Caller } from './tokens.js';

export interface State {
  /** Absent without a token or with an invalid one. */
  caller?: Caller;
  /** Present only where a token is required. */
  actor: Actor;
}

/** Answers every error in the shape of v1. */
export const answerErrors: Middleware = async (ctx, next) => {
  try {
    await next();
    if (ctx.status === 404 && ctx.body === undefined) throw notFound();
  } catch (error) {
    const refused = error instanceof Refused ? error : internal();
    ctx.status = refused.status;
    ctx.body = refused.answer;
  }
};

export function identify(secret: string): Middleware<State> {
  return (ctx, next) => {
    const caller = callerOf(ctx.get('authorization'), secret);
    if (caller) ctx.state.caller = caller;
    return next();
  };
}

export const signedIn: Middleware<State> = (ctx, next) => {
  ctx.state.actor = requireCaller(ctx.state.caller, ctx.get('authorization'));
  return next();
};

/** Keeps finished answers by URL, except those of filtered lists, which are too many. */
export function kept(answers: AnswerStore | undefined): Middleware<State> {
  return async (ctx, next) => {
    if (!answers || ctx.query['year_from'] !== undefined) return next();
    const found = await answers.get(ctx.url);
    if (found) {
      ctx.set(found.headers);
      ctx.body = found.body;
    } else {
      await next();
      await answers.set(ctx.url, finished(ctx));
    }
    ctx.type = 'json';
  };
}

function finished(ctx: ParameterizedContext<State>) {
  const body = JSON.stringify(ctx.body);
  ctx.body = body;
  const headers = { 'X-Total-Count': ctx.response.get('X-Total-Count'), Link: ctx.response.get('Link') };
  return { headers, body };
}
