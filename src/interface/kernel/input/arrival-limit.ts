import type { IncomingMessage } from 'node:http';

/**
 * How long the client may take to send a body, in milliseconds: 10 s, and 120 s for a form with files, as long as at
 * least 10 kB arrive in each 10 s. The time begins when the headers have arrived; for a form with files, when the
 * service begins to read it.
 */
export const patience = { bodyMs: 10_000, uploadMs: 120_000, lookMs: 10_000, bytesPerLook: 10_000 };

/** A request whose body is still arriving. */
interface Arrival {
  timer: NodeJS.Timeout;
  readonly giveUp: () => void;
}

const arrivals = new WeakMap<IncomingMessage, Arrival>();

/** Calls `giveUp` if the body of the request has not arrived in time. */
export function limitArrival(request: IncomingMessage, giveUp: () => void): void {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const arrival: Arrival = { timer: wait(request, patience.bodyMs, giveUp), giveUp };
  arrivals.set(request, arrival);
  request.once('end', () => clearTimeout(arrival.timer));
}

/** From now on the body counts as an upload, which may take longer while bytes flow. */
export function allowUpload(request: IncomingMessage): void {
  const arrival = arrivals.get(request);
  if (!arrival) return;
  clearTimeout(arrival.timer);
  watchFlow(request, arrival, performance.now() + patience.uploadMs);
}

function watchFlow(request: IncomingMessage, arrival: Arrival, until: number): void {
  const { socket } = request;
  const before = socket.bytesRead;
  const ms = Math.min(patience.lookMs, until - performance.now());
  arrival.timer = wait(request, ms, () => {
    const isStalled = socket.bytesRead - before < patience.bytesPerLook;
    if (isStalled || performance.now() >= until) arrival.giveUp();
    else watchFlow(request, arrival, until);
  });
}

function wait(request: IncomingMessage, ms: number, act: () => void): NodeJS.Timeout {
  const unlessDone = () => {
    if (!request.complete && !request.socket.destroyed) act();
  };
  return setTimeout(unlessDone, ms).unref();
}
