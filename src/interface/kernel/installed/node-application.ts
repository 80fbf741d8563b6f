import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Middleware } from 'koa';

/** A program that answers the requests of Node itself, and calls `next` with an error or for what it has no answer to. */
export type NodeApplication = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => unknown;

/** What connect and Express keep of the address: what is above an application, and all of it. */
type MountedRequest = IncomingMessage & { baseUrl?: string; originalUrl?: string };

/** The statuses with which Node and Koa begin. */
const [ofNode, ofKoa] = [200, 404];

/**
 * Lets an application such as Express answer with the response of Node itself. It reads the body, which nobody has read
 * before it. Headers that are set already stay, unless it replaces them. What it passes on, and its errors, get our forms.
 * It has no deadline of ours: an answer that has begun cannot be replaced.
 */
export function nodeApplication(path: string, application: NodeApplication): Middleware {
  return async (ctx, next) => {
    const rest = `/${ctx.path.slice(path.length).replace(/^\//, '')}${ctx.search}`;
    const isAnswered = await answers(application, { path, rest }, ctx.req, ctx.res);
    if (!isAnswered) await next();
  };
}

/** Whether it has answered; false if it passed the request on. @throws what it passes on as an error */
async function answers(
  application: NodeApplication,
  { path, rest }: { readonly path: string; readonly rest: string },
  request: MountedRequest,
  response: ServerResponse,
): Promise<boolean> {
  const { url = '' } = request;
  request.originalUrl = url;
  request.baseUrl = path;
  request.url = rest;
  response.statusCode = ofNode;
  try {
    return await finished(application, request, response);
  } finally {
    request.url = url;
    if (!response.headersSent) response.statusCode = ofKoa;
  }
}

function finished(
  application: NodeApplication,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const passOn = (error?: unknown) => (error === undefined ? resolve(false) : reject(asError(error)));
    response.once('close', () => resolve(true));
    void (async () => application(request, response, passOn))().catch(reject);
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The application has failed.', { cause: error });
}
