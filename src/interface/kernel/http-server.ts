import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type Koa from 'koa';
import { Refusal, type RefusalReason } from '../../domain/kernel/refusal.js';
import { presentPlain } from './plain-refusal.js';
import { headersTooLarge, malformedRequest, requestTimeout, statusOf } from './refusals.js';

const reasons: Readonly<Record<string, RefusalReason>> = {
  HPE_HEADER_OVERFLOW: headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeout,
};

/** A listening HTTP server. */
export interface Listening {
  readonly port: number;
  /** Takes no new connection, lets what has begun come to its end for so many milliseconds, then cuts it off. */
  close(graceMs: number): Promise<void>;
}

export async function listen(app: Koa, host: string, port: number): Promise<Listening> {
  const handle = app.callback();
  const server = createServer(
    { connectionsCheckingInterval: 2_000 },
    (request, response) => void handle(request, response),
  );
  // Longer than the 90 s for which the platform's router keeps a connection, so that it is never cut under it.
  server.keepAliveTimeout = 95_000;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.on('clientError', answerBelowKoa);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) };
}

/** What Node refuses before Koa sees it gets the same shape as everything else. */
function answerBelowKoa(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const reason = reasons[error.code ?? ''] ?? malformedRequest;
  const body = JSON.stringify(presentPlain(new Refusal(reason)));
  const head = `HTTP/1.1 ${statusOf(reason)} \r\nContent-Type: application/json; charset=utf-8\r\n`;
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
