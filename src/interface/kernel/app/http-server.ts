import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type Koa from 'koa';
import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { limitArrival, patience as uploadPatience } from '../input/arrival-limit.js';
import { waitForContinue } from '../input/expect-continue.js';
import { apiSecurityHeaders } from '../answer/security-headers.js';
import { unversionedError } from './unversioned-error.js';
import { english } from '../errors/sentences.js';
import { headersTooLarge, malformedRequest, requestTimeout } from '../errors/refusals.js';

const reasons: Readonly<Record<string, RefusalReason>> = {
  HPE_HEADER_OVERFLOW: headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeout,
};

/**
 * Time limits for clients, so that slow ones occupy nothing for long. Node measures them with its monotonic clock. The
 * headers of a request must arrive within 10 s, and its body in the time of `arrival-limit.ts`. A connection is cut if
 * the client reads nothing of an answer, or sends nothing, for 10 s.
 */
const patience = { headersMs: 10_000, silenceMs: 10_000, lookEveryMs: 1_000, partingMs: 1_000 };

/** A listening HTTP server. */
export interface Listening {
  readonly port: number;
  /** Accepts no new connections, lets running requests finish for `graceMs` milliseconds, then cuts them off. */
  close(graceMs: number): Promise<void>;
}

/** @throws Error with an instruction for the operator if the port is taken */
export async function listen(app: Koa, host: string, port: number): Promise<Listening> {
  const handle = app.callback();
  // Node would answer a request without Host with an empty body. The application answers it in our form.
  const options = { connectionsCheckingInterval: patience.lookEveryMs, requireHostHeader: false };
  const server = createServer(options, (request, response) => {
    limitArrival(request, () => endSlow(request.socket));
    void handle(request, response);
  });
  // Longer than the 90 s for which the platform's router keeps a connection, so that the router closes it first.
  server.keepAliveTimeout = 95_000;
  server.headersTimeout = patience.headersMs;
  // No request takes longer, whatever it is.
  server.requestTimeout = patience.headersMs + uploadPatience.uploadMs;
  server.timeout = patience.silenceMs;
  server.on('clientError', answerBelowKoa);
  // CONNECT is not supported. Without a listener, Node would close the connection without an answer.
  server.on('connect', (_request, socket) => answerBelowKoa(new Error('CONNECT'), socket as Socket));
  // Node would send a 100 at once, also before a refusal.
  server.on('checkContinue', (request, response) => {
    waitForContinue(request);
    server.emit('request', request, response);
  });
  // An unknown expectation may be ignored (RFC 9110, 10.1.1). Node would refuse it.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  await begin(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) => close(server, graceMs),
  };
}

function begin(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`Port ${port} of ${host} is taken: set PORT to another one.`) : error);
    });
    server.listen(port, host, resolve);
  });
}

/** Says that the request did not arrive in time, and ends the connection, also if the client does not. */
function endSlow(socket: Socket): void {
  answerBelowKoa(Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
  setTimeout(() => socket.destroy(), patience.partingMs).unref();
}

/** Answers in our form what Node refuses before Koa sees it. */
function answerBelowKoa(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const reason = reasons[error.code ?? ''] ?? malformedRequest;
  const { status, body } = unversionedError(new Refusal(reason), english);
  const head = [
    `HTTP/1.1 ${status} `,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${randomUUID()}`,
    'Cache-Control: no-store',
    'Content-Language: en',
    ...Object.entries(apiSecurityHeaders).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
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
