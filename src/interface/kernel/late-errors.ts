import type { Context } from 'koa';
import type { Report } from '../../application/kernel/report.js';
import { sentRequest } from './sent-request.js';

/** What Node says of a connection that ended before the answer did. */
const hangUps: ReadonlySet<unknown> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECANCELED']);

/**
 * Reports what is thrown once the answer has begun, such as the error of a stream, and what Koa itself could not send:
 * nobody can answer that any more. A client that hangs up is no fault.
 */
export async function reportLateError(report: Report, error: Error, ctx?: Context): Promise<void> {
  if (!ctx) report.happened({ level: 'error', event: 'answer failed', error });
  else if (!isHangUp(error, ctx)) report.failed(await sentRequest(ctx), error);
}

function isHangUp(error: Error & { readonly code?: unknown }, { req: { socket } }: Context): boolean {
  return error === socket.errored || (hangUps.has(error.code) && socket.destroyed);
}
