import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';

/** The requests whose clients wait for a 100 before they send the body. */
const waiting = new WeakSet<IncomingMessage>();

/** For the HTTP server: the client of this request waits for `sendContinue`. */
export function waitForContinue(request: IncomingMessage): void {
  waiting.add(request);
}

/**
 * Asks the client for the body, if it waits for that (RFC 9110, 10.1.1). Call it right before the body is read: a
 * request that its head refuses is then answered without its body, and Node closes the connection.
 */
export function sendContinue({ req, res }: Context): void {
  if (waiting.delete(req)) res.writeContinue();
}
