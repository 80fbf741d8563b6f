import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Reads all metrics of a process as text, with its content type. */
export type ReadMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;

/** A listening metrics server. */
export interface MetricsServer {
  readonly port: number;
  close(): void;
}

/**
 * Answers `GET /metrics`, and nothing else, on a separate port. The platform's router does not route to that port, and
 * it answers while the service itself refuses requests.
 * @throws Error with an instruction for the operator if the port is taken
 */
export async function listenForScrapes(
  read: ReadMetrics,
  host: string,
  port: number,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end();
    read().then(
      ({ contentType, text }) => response.writeHead(200, { 'Content-Type': contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} of ${host} is taken: set METRICS_PORT to another one.`, { cause: error });
  }
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, close };
}
