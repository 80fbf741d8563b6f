import { Agent, request } from 'node:http';

export interface Question {
  readonly method?: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** A client that keeps as many connections as are needed. */
export class Http {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Reads the whole answer. Returns its status and text. */
  ask({ method = 'GET', path, token, body }: Question): Promise<{ status: number; text: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    const sent = body && JSON.stringify(body);
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(sent !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
      }),
    };
    const asked = request(this.url + path, { agent: this.agent, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(sent);
    return promise;
  }

  close(): void {
    this.agent.destroy();
  }
}
