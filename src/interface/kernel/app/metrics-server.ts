import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** All figures of a process as a text, and the name of its format. */
export type ReadMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;

/** What has to be known of a listening server of metrics. */
export interface MetricsServer {
  readonly port: number;
  close(): void;
}

/**
 * Answers `GET /metrics`, and nothing else, on a port of its own: one that no router leads to, and that answers also
 * while the service itself sends everybody away.
 * @throws Error whose message tells a person what to do, when the port is taken
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
