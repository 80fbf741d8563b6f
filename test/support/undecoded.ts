import { request as open, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An answer with its body as it came: `fetch` would decompress it. */
export interface UndecodedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

export interface UndecodedRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request with exactly these headers: `fetch` would add `Accept-Encoding`. */
export function fetchUndecoded(
  url: string,
  { method = 'GET', headers = {}, body }: UndecodedRequest = {},
): Promise<UndecodedAnswer> {
  return new Promise((resolve, reject) => {
    const sent = open(url, { method, headers: { ...headers, Connection: 'close' } }, (answer) => {
      buffer(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
