import { Stream, type Readable } from 'node:stream';
import type { Context } from 'koa';
import type { Report } from '../../../application/kernel/process/report.js';
import { redactedRequest } from './redacted-request.js';

/**
 * Reports errors after the start of an answer, such as the error of a stream, and errors of Koa while it sends. Such a
 * request cannot be answered any more. A client that disconnects is not an error.
 */
export async function reportLateError(report: Report, error: Error, ctx?: Context): Promise<void> {
  if (!ctx) return report.happened({ level: 'error', event: 'answer failed', error });
  // An error of a stream ends the connection, and Koa emits it for both.
  if (isHangUp(error, ctx) || ctx.state['lateError'] === error) return;
  ctx.state['lateError'] = error;
  report.failed(await redactedRequest(ctx), error);
}

/**
 * When a client disconnects, Node ends the stream of the answer with `ERR_STREAM_PREMATURE_CLOSE`, or reports the error
 * of the connection. An error of the stream itself ends the connection, too, but is not an error of the connection.
 */
function isHangUp(error: Error & { readonly code?: unknown }, { req: { socket }, body }: Context): boolean {
  if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') return true;
  const isOfBody = body instanceof Stream && (body as Readable).errored === error;
  return error === socket.errored && !isOfBody;
}
