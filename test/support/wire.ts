import { connect } from 'node:net';

/** An answer as it is on the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends raw bytes. Returns all data that came back, once the service has ended the connection. */
export async function talk(url: string, bytes: Buffer, patienceMs = 10_000): Promise<string> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.setTimeout(patienceMs, () => socket.destroy(new Error(`no end within ${patienceMs} ms`)));
  socket.write(bytes);
  const parts: Buffer[] = [];
  try {
    for await (const part of socket) parts.push(part as Buffer);
  } catch (error) {
    // A request that is refused before its end is cut off after the answer.
    if (!['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  socket.destroy();
  return Buffer.concat(parts).toString();
}

/** Parses the first answer. */
export function readAnswer(text: string): WireAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string]));
  return { status: Number(first.split(' ')[1]), headers, text: text.slice(end + 4) };
}
