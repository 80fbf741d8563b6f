import { Stream, type Readable } from 'node:stream';
import type { Context } from 'koa';
import type { Report } from '../../../application/kernel/process/report.js';
import { redactedRequest } from './redacted-request.js';

/**
 * Reports what is thrown once the answer has begun, such as the error of a stream, and what Koa itself could not send:
 * nobody can answer that any more. A client that hangs up is no fault.
 */
export async function reportLateError(report: Report, error: Error, ctx?: Context): Promise<void> {
  if (!ctx) return report.happened({ level: 'error', event: 'answer failed', error });
  // An error of a stream ends the connection: Koa hears of it from both.
  if (isHangUp(error, ctx) || ctx.state['lateError'] === error) return;
  ctx.state['lateError'] = error;
  report.failed(await redactedRequest(ctx), error);
}

/**
 * Node ends the stream of an answer with `ERR_STREAM_PREMATURE_CLOSE` when its client is gone, and tells what the
 * connection has met. An error of the stream itself ends the connection, too: it is not one of the connection.
 */
function isHangUp(error: Error & { readonly code?: unknown }, { req: { socket }, body }: Context): boolean {
  if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') return true;
  const isOfBody = body instanceof Stream && (body as Readable).errored === error;
  return error === socket.errored && !isOfBody;
}
