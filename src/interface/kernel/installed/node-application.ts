import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context, Middleware } from 'koa';

/** A program that answers the requests of Node itself, and calls `next` with an error or for what it has no answer to. */
export type NodeApplication = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => unknown;

/** What connect and Express keep of the address above an application. */
type MountedRequest = IncomingMessage & { baseUrl?: string };

/**
 * Lets an application such as Express answer with the response of Node itself. It reads the body, which nobody has read
 * before it. Headers that are set already stay, unless it replaces them. What it passes on, and its errors, get our forms.
 * It has no deadline of ours: an answer that has begun cannot be replaced.
 */
export function nodeApplication(path: string, application: NodeApplication): Middleware {
  return async (ctx, next) => {
    const request = ctx.req as MountedRequest;
    const { url } = request;
    request.url = `/${(url ?? '').slice(path.length).replace(/^\//, '')}`;
    request.baseUrl = path;
    let isAnswered = false;
    try {
      isAnswered = await answers(application, ctx);
    } finally {
      request.url = url;
      if (!isAnswered) takeBack(ctx);
    }
    if (!isAnswered) await next();
  };
}

function takeBack(ctx: Context): void {
  ctx.respond = true;
  if (!ctx.headerSent) ctx.res.statusCode = 404;
}

/** Whether it has answered; false if it passed the request on. @throws what it passes on as an error */
function answers(application: NodeApplication, ctx: Context): Promise<boolean> {
  ctx.respond = false;
  // Koa begins with 404, Node with 200.
  ctx.res.statusCode = 200;
  return new Promise<boolean>((resolve, reject) => {
    const passOn = (error?: unknown) => (error === undefined ? resolve(false) : reject(asError(error)));
    ctx.res.once('close', () => resolve(true));
    void (async () => application(ctx.req, ctx.res, passOn))().catch(reject);
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The application has failed.', { cause: error });
}
