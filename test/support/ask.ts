import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly token?: string;
  readonly json?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

/** The outcome of one request. */
export interface Reply {
  /** A status, or the code of an error; `HUNG` when no answer came within 10 s. */
  readonly outcome: number | string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Whether it used a connection that had served another request. */
  readonly reused: boolean;
  /** From the start of the request to the last byte, in milliseconds. */
  readonly ms: number;
}

const patienceMs = 10_000;
const keepAlive = new Agent({ keepAlive: true });

/**
 * Sends one request, whatever the outcome: the promise is never rejected. Connections are kept alive, as many as
 * needed.
 */
export function ask(url: string, question: Question = {}): Promise<Reply> {
  const { method = 'GET', agent = keepAlive, json } = question;
  const started = performance.now();
  return new Promise((resolve) => {
    const asking = request(url, { method, agent, headers: headersOf(question) });
    const end = (outcome: number | string, headers: IncomingHttpHeaders = {}, text = '') => {
      clearTimeout(timer);
      resolve({ outcome, headers, text, reused: asking.reusedSocket, ms: performance.now() - started });
    };
    const timer = setTimeout(() => {
      end('HUNG');
      asking.destroy();
    }, patienceMs);
    const broken = (error: NodeJS.ErrnoException) => end(error.code ?? error.message);
    asking.on('error', broken);
    asking.on('response', (answer) => {
      answer.on('error', broken);
      textOf(answer, (text) => end(answer.statusCode ?? 0, answer.headers, text));
    });
    asking.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

function headersOf({ token, json, headers }: Question): Record<string, string> {
  return {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(json !== undefined && { 'Content-Type': 'application/json' }),
    ...headers,
  };
}

function textOf(answer: IncomingMessage, done: (text: string) => void): void {
  let text = '';
  answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  answer.on('end', () => done(text));
}

/** A token for one of the demo people, as a login returns it. */
export async function logIn(
  url: string,
  who: 'patron' | 'librarian' | 'admin' = 'librarian',
): Promise<string> {
  const json = { email: `${who}@example.org`, password: `${who}-demo-password` };
  const { text } = await ask(`${url}/v1/users/login`, { method: 'POST', json });
  return (JSON.parse(text) as { token: string }).token;
}
